var X=globalThis,ee=X.ShadowRoot&&(X.ShadyCSS===void 0||X.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Ae=Symbol(),Ze=new WeakMap,W=class{constructor(e,n,r){if(this._$cssResult$=!0,r!==Ae)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=n}get styleSheet(){let e=this.o,n=this.t;if(ee&&e===void 0){let r=n!==void 0&&n.length===1;r&&(e=Ze.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),r&&Ze.set(n,e))}return e}toString(){return this.cssText}},Je=t=>new W(typeof t=="string"?t:t+"",void 0,Ae),w=(t,...e)=>{let n=t.length===1?t[0]:e.reduce((r,i,s)=>r+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(i)+t[s+1],t[0]);return new W(n,t,Ae)},Qe=(t,e)=>{if(ee)t.adoptedStyleSheets=e.map(n=>n instanceof CSSStyleSheet?n:n.styleSheet);else for(let n of e){let r=document.createElement("style"),i=X.litNonce;i!==void 0&&r.setAttribute("nonce",i),r.textContent=n.cssText,t.appendChild(r)}},Se=ee?t=>t:t=>t instanceof CSSStyleSheet?(e=>{let n="";for(let r of e.cssRules)n+=r.cssText;return Je(n)})(t):t;var{is:_n,defineProperty:vn,getOwnPropertyDescriptor:yn,getOwnPropertyNames:bn,getOwnPropertySymbols:xn,getPrototypeOf:wn}=Object,te=globalThis,Xe=te.trustedTypes,$n=Xe?Xe.emptyScript:"",An=te.reactiveElementPolyfillSupport,B=(t,e)=>t,ke={toAttribute(t,e){switch(e){case Boolean:t=t?$n:null;break;case Object:case Array:t=t==null?t:JSON.stringify(t)}return t},fromAttribute(t,e){let n=t;switch(e){case Boolean:n=t!==null;break;case Number:n=t===null?null:Number(t);break;case Object:case Array:try{n=JSON.parse(t)}catch{n=null}}return n}},tt=(t,e)=>!_n(t,e),et={attribute:!0,type:String,converter:ke,reflect:!1,useDefault:!1,hasChanged:tt};Symbol.metadata??=Symbol("metadata"),te.litPropertyMetadata??=new WeakMap;var $=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,n=et){if(n.state&&(n.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((n=Object.create(n)).wrapped=!0),this.elementProperties.set(e,n),!n.noAccessor){let r=Symbol(),i=this.getPropertyDescriptor(e,r,n);i!==void 0&&vn(this.prototype,e,i)}}static getPropertyDescriptor(e,n,r){let{get:i,set:s}=yn(this.prototype,e)??{get(){return this[n]},set(o){this[n]=o}};return{get:i,set(o){let a=i?.call(this);s?.call(this,o),this.requestUpdate(e,a,r)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??et}static _$Ei(){if(this.hasOwnProperty(B("elementProperties")))return;let e=wn(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(B("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(B("properties"))){let n=this.properties,r=[...bn(n),...xn(n)];for(let i of r)this.createProperty(i,n[i])}let e=this[Symbol.metadata];if(e!==null){let n=litPropertyMetadata.get(e);if(n!==void 0)for(let[r,i]of n)this.elementProperties.set(r,i)}this._$Eh=new Map;for(let[n,r]of this.elementProperties){let i=this._$Eu(n,r);i!==void 0&&this._$Eh.set(i,n)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let n=[];if(Array.isArray(e)){let r=new Set(e.flat(1/0).reverse());for(let i of r)n.unshift(Se(i))}else e!==void 0&&n.push(Se(e));return n}static _$Eu(e,n){let r=n.attribute;return r===!1?void 0:typeof r=="string"?r:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,n=this.constructor.elementProperties;for(let r of n.keys())this.hasOwnProperty(r)&&(e.set(r,this[r]),delete this[r]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Qe(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,n,r){this._$AK(e,r)}_$ET(e,n){let r=this.constructor.elementProperties.get(e),i=this.constructor._$Eu(e,r);if(i!==void 0&&r.reflect===!0){let s=(r.converter?.toAttribute!==void 0?r.converter:ke).toAttribute(n,r.type);this._$Em=e,s==null?this.removeAttribute(i):this.setAttribute(i,s),this._$Em=null}}_$AK(e,n){let r=this.constructor,i=r._$Eh.get(e);if(i!==void 0&&this._$Em!==i){let s=r.getPropertyOptions(i),o=typeof s.converter=="function"?{fromAttribute:s.converter}:s.converter?.fromAttribute!==void 0?s.converter:ke;this._$Em=i;let a=o.fromAttribute(n,s.type);this[i]=a??this._$Ej?.get(i)??a,this._$Em=null}}requestUpdate(e,n,r,i=!1,s){if(e!==void 0){let o=this.constructor;if(i===!1&&(s=this[e]),r??=o.getPropertyOptions(e),!((r.hasChanged??tt)(s,n)||r.useDefault&&r.reflect&&s===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,r))))return;this.C(e,n,r)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,n,{useDefault:r,reflect:i,wrapped:s},o){r&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??n??this[e]),s!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||r||(n=void 0),this._$AL.set(e,n)),i===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(n){Promise.reject(n)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[i,s]of this._$Ep)this[i]=s;this._$Ep=void 0}let r=this.constructor.elementProperties;if(r.size>0)for(let[i,s]of r){let{wrapped:o}=s,a=this[i];o!==!0||this._$AL.has(i)||a===void 0||this.C(i,void 0,s,a)}}let e=!1,n=this._$AL;try{e=this.shouldUpdate(n),e?(this.willUpdate(n),this._$EO?.forEach(r=>r.hostUpdate?.()),this.update(n)):this._$EM()}catch(r){throw e=!1,this._$EM(),r}e&&this._$AE(n)}willUpdate(e){}_$AE(e){this._$EO?.forEach(n=>n.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(n=>this._$ET(n,this[n])),this._$EM()}updated(e){}firstUpdated(e){}};$.elementStyles=[],$.shadowRootOptions={mode:"open"},$[B("elementProperties")]=new Map,$[B("finalized")]=new Map,An?.({ReactiveElement:$}),(te.reactiveElementVersions??=[]).push("2.1.2");var Ee=globalThis,nt=t=>t,ne=Ee.trustedTypes,rt=ne?ne.createPolicy("lit-html",{createHTML:t=>t}):void 0,Re="$lit$",A=`lit$${Math.random().toFixed(9).slice(2)}$`,Te="?"+A,Sn=`<${Te}>`,D=document,F=()=>D.createComment(""),q=t=>t===null||typeof t!="object"&&typeof t!="function",Ce=Array.isArray,dt=t=>Ce(t)||typeof t?.[Symbol.iterator]=="function",Pe=`[ 	
\f\r]`,V=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,it=/-->/g,st=/>/g,C=RegExp(`>|${Pe}(?:([^\\s"'>=/]+)(${Pe}*=${Pe}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),ot=/'/g,at=/"/g,ct=/^(?:script|style|textarea|title)$/i,Oe=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),c=Oe(1),ut=Oe(2),gr=Oe(3),S=Symbol.for("lit-noChange"),m=Symbol.for("lit-nothing"),lt=new WeakMap,O=D.createTreeWalker(D,129);function pt(t,e){if(!Ce(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return rt!==void 0?rt.createHTML(e):e}var ht=(t,e)=>{let n=t.length-1,r=[],i,s=e===2?"<svg>":e===3?"<math>":"",o=V;for(let a=0;a<n;a++){let l=t[a],u,f,d=-1,h=0;for(;h<l.length&&(o.lastIndex=h,f=o.exec(l),f!==null);)h=o.lastIndex,o===V?f[1]==="!--"?o=it:f[1]!==void 0?o=st:f[2]!==void 0?(ct.test(f[2])&&(i=RegExp("</"+f[2],"g")),o=C):f[3]!==void 0&&(o=C):o===C?f[0]===">"?(o=i??V,d=-1):f[1]===void 0?d=-2:(d=o.lastIndex-f[2].length,u=f[1],o=f[3]===void 0?C:f[3]==='"'?at:ot):o===at||o===ot?o=C:o===it||o===st?o=V:(o=C,i=void 0);let p=o===C&&t[a+1].startsWith("/>")?" ":"";s+=o===V?l+Sn:d>=0?(r.push(u),l.slice(0,d)+Re+l.slice(d)+A+p):l+A+(d===-2?a:p)}return[pt(t,s+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),r]},K=class t{constructor({strings:e,_$litType$:n},r){let i;this.parts=[];let s=0,o=0,a=e.length-1,l=this.parts,[u,f]=ht(e,n);if(this.el=t.createElement(u,r),O.currentNode=this.el.content,n===2||n===3){let d=this.el.content.firstChild;d.replaceWith(...d.childNodes)}for(;(i=O.nextNode())!==null&&l.length<a;){if(i.nodeType===1){if(i.hasAttributes())for(let d of i.getAttributeNames())if(d.endsWith(Re)){let h=f[o++],p=i.getAttribute(d).split(A),g=/([.?@])?(.*)/.exec(h);l.push({type:1,index:s,name:g[2],strings:p,ctor:g[1]==="."?ie:g[1]==="?"?se:g[1]==="@"?oe:N}),i.removeAttribute(d)}else d.startsWith(A)&&(l.push({type:6,index:s}),i.removeAttribute(d));if(ct.test(i.tagName)){let d=i.textContent.split(A),h=d.length-1;if(h>0){i.textContent=ne?ne.emptyScript:"";for(let p=0;p<h;p++)i.append(d[p],F()),O.nextNode(),l.push({type:2,index:++s});i.append(d[h],F())}}}else if(i.nodeType===8)if(i.data===Te)l.push({type:2,index:s});else{let d=-1;for(;(d=i.data.indexOf(A,d+1))!==-1;)l.push({type:7,index:s}),d+=A.length-1}s++}}static createElement(e,n){let r=D.createElement("template");return r.innerHTML=e,r}};function L(t,e,n=t,r){if(e===S)return e;let i=r!==void 0?n._$Co?.[r]:n._$Cl,s=q(e)?void 0:e._$litDirective$;return i?.constructor!==s&&(i?._$AO?.(!1),s===void 0?i=void 0:(i=new s(t),i._$AT(t,n,r)),r!==void 0?(n._$Co??=[])[r]=i:n._$Cl=i),i!==void 0&&(e=L(t,i._$AS(t,e.values),i,r)),e}var re=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:r}=this._$AD,i=(e?.creationScope??D).importNode(n,!0);O.currentNode=i;let s=O.nextNode(),o=0,a=0,l=r[0];for(;l!==void 0;){if(o===l.index){let u;l.type===2?u=new I(s,s.nextSibling,this,e):l.type===1?u=new l.ctor(s,l.name,l.strings,this,e):l.type===6&&(u=new ae(s,this,e)),this._$AV.push(u),l=r[++a]}o!==l?.index&&(s=O.nextNode(),o++)}return O.currentNode=D,i}p(e){let n=0;for(let r of this._$AV)r!==void 0&&(r.strings!==void 0?(r._$AI(e,r,n),n+=r.strings.length-2):r._$AI(e[n])),n++}},I=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,r,i){this.type=2,this._$AH=m,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=r,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=L(this,e,n),q(e)?e===m||e==null||e===""?(this._$AH!==m&&this._$AR(),this._$AH=m):e!==this._$AH&&e!==S&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):dt(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==m&&q(this._$AH)?this._$AA.nextSibling.data=e:this.T(D.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:r}=e,i=typeof r=="number"?this._$AC(e):(r.el===void 0&&(r.el=K.createElement(pt(r.h,r.h[0]),this.options)),r);if(this._$AH?._$AD===i)this._$AH.p(n);else{let s=new re(i,this),o=s.u(this.options);s.p(n),this.T(o),this._$AH=s}}_$AC(e){let n=lt.get(e.strings);return n===void 0&&lt.set(e.strings,n=new K(e)),n}k(e){Ce(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let s of e)i===n.length?n.push(r=new t(this.O(F()),this.O(F()),this,this.options)):r=n[i],r._$AI(s),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let r=nt(e).nextSibling;nt(e).remove(),e=r}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},N=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,r,i,s){this.type=1,this._$AH=m,this._$AN=void 0,this.element=e,this.name=n,this._$AM=i,this.options=s,r.length>2||r[0]!==""||r[1]!==""?(this._$AH=Array(r.length-1).fill(new String),this.strings=r):this._$AH=m}_$AI(e,n=this,r,i){let s=this.strings,o=!1;if(s===void 0)e=L(this,e,n,0),o=!q(e)||e!==this._$AH&&e!==S,o&&(this._$AH=e);else{let a=e,l,u;for(e=s[0],l=0;l<s.length-1;l++)u=L(this,a[r+l],n,l),u===S&&(u=this._$AH[l]),o||=!q(u)||u!==this._$AH[l],u===m?e=m:e!==m&&(e+=(u??"")+s[l+1]),this._$AH[l]=u}o&&!i&&this.j(e)}j(e){e===m?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},ie=class extends N{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===m?void 0:e}},se=class extends N{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==m)}},oe=class extends N{constructor(e,n,r,i,s){super(e,n,r,i,s),this.type=5}_$AI(e,n=this){if((e=L(this,e,n,0)??m)===S)return;let r=this._$AH,i=e===m&&r!==m||e.capture!==r.capture||e.once!==r.once||e.passive!==r.passive,s=e!==m&&(r===m||i);i&&this.element.removeEventListener(this.name,this,r),s&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ae=class{constructor(e,n,r){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=r}get _$AU(){return this._$AM._$AU}_$AI(e){L(this,e)}},mt={M:Re,P:A,A:Te,C:1,L:ht,R:re,D:dt,V:L,I,H:N,N:se,U:oe,B:ie,F:ae},kn=Ee.litHtmlPolyfillSupport;kn?.(K,I),(Ee.litHtmlVersions??=[]).push("3.3.3");var ft=(t,e,n)=>{let r=n?.renderBefore??e,i=r._$litPart$;if(i===void 0){let s=n?.renderBefore??null;r._$litPart$=i=new I(e.insertBefore(F(),s),s,void 0,n??{})}return i._$AI(t),i};var De=globalThis,b=class extends ${constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let n=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=ft(n,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return S}};b._$litElement$=!0,b.finalized=!0,De.litElementHydrateSupport?.({LitElement:b});var Pn=De.litElementPolyfillSupport;Pn?.({LitElement:b});(De.litElementVersions??=[]).push("4.2.2");var gt={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},_t=t=>(...e)=>({_$litDirective$:t,values:e}),le=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,n,r){this._$Ct=e,this._$AM=n,this._$Ci=r}_$AS(e,n){return this.update(e,n)}update(e,n){return this.render(...n)}};var{I:En}=mt,vt=t=>t;var yt=()=>document.createComment(""),H=(t,e,n)=>{let r=t._$AA.parentNode,i=e===void 0?t._$AB:e._$AA;if(n===void 0){let s=r.insertBefore(yt(),i),o=r.insertBefore(yt(),i);n=new En(s,o,t,t.options)}else{let s=n._$AB.nextSibling,o=n._$AM,a=o!==t;if(a){let l;n._$AQ?.(t),n._$AM=t,n._$AP!==void 0&&(l=t._$AU)!==o._$AU&&n._$AP(l)}if(s!==i||a){let l=n._$AA;for(;l!==s;){let u=vt(l).nextSibling;vt(r).insertBefore(l,i),l=u}}}return n},E=(t,e,n=t)=>(t._$AI(e,n),t),Rn={},bt=(t,e=Rn)=>t._$AH=e,xt=t=>t._$AH,de=t=>{t._$AR(),t._$AA.remove()};var wt=(t,e,n)=>{let r=new Map;for(let i=e;i<=n;i++)r.set(t[i],i);return r},U=_t(class extends le{constructor(t){if(super(t),t.type!==gt.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,n){let r;n===void 0?n=e:e!==void 0&&(r=e);let i=[],s=[],o=0;for(let a of t)i[o]=r?r(a,o):o,s[o]=n(a,o),o++;return{values:s,keys:i}}render(t,e,n){return this.dt(t,e,n).values}update(t,[e,n,r]){let i=xt(t),{values:s,keys:o}=this.dt(e,n,r);if(!Array.isArray(i))return this.ut=o,s;let a=this.ut??=[],l=[],u,f,d=0,h=i.length-1,p=0,g=s.length-1;for(;d<=h&&p<=g;)if(i[d]===null)d++;else if(i[h]===null)h--;else if(a[d]===o[p])l[p]=E(i[d],s[p]),d++,p++;else if(a[h]===o[g])l[g]=E(i[h],s[g]),h--,g--;else if(a[d]===o[g])l[g]=E(i[d],s[g]),H(t,l[g+1],i[d]),d++,g--;else if(a[h]===o[p])l[p]=E(i[h],s[p]),H(t,i[d],i[h]),h--,p++;else if(u===void 0&&(u=wt(o,p,g),f=wt(a,d,h)),u.has(a[d]))if(u.has(a[h])){let x=f.get(o[p]),$e=x!==void 0?i[x]:null;if($e===null){let Ye=H(t,i[d]);E(Ye,s[p]),l[p]=Ye}else l[p]=E($e,s[p]),H(t,i[d],$e),i[x]=null;p++}else de(i[h]),h--;else de(i[d]),d++;for(;p<=g;){let x=H(t,l[g+1]);E(x,s[p]),l[p++]=x}for(;d<=h;){let x=i[d++];x!==null&&de(x)}return this.ut=o,bt(t,l),S}});var $t={name:"Plex Arrivals",about:"Downloads auf dem Weg zu Plex und kürzlich Hinzugefügtes",status:"Status",deliveries:"Lieferungen",recently_added:"Kürzlich hinzugefügt",recently_added_in:"Kürzlich hinzugefügt in {library}",of_server:"{part} · {server}",online:"Online",online_since:"Online seit {time}",offline:"Offline",offline_since:"Offline seit {time}",scanning_library:"scannt {library}",more:"{n} weitere",not_loaded:"Noch nicht bereit",downloading:"Lädt herunter",waiting:"Wartet",scanning:"Wird gescannt",available:"In Plex",upgraded:"Verbessert",partly:"Teilweise in Plex",unmatched:"Keine Mediathek",missing:"Nicht in Plex gefunden",settling:"bis sich die Dateien nicht mehr ändern",plex_offline:"Plex ist nicht verfügbar",import_awaited:"auf Sonarr, Radarr oder Lidarr",no_library:"keine Mediathek für {path}",no_import:"nach einem Tag nicht importiert",not_found:"auch nach mehreren Scans",forbidden:"keine Berechtigung zum Scannen",plex_failed:"Plex hat einen Fehler gemeldet",internal_error:"unerwarteter Fehler, siehe Protokoll",partly_found:"{n} von {all} Dateien",not_recognised:"nicht erkannt",time_left:"noch {time}",items:"{n} Titel",episodes:"{n} Folgen",tracks:"{n} Titel",found_episodes:"{n} von {all} Folgen in Plex",found_tracks:"{n} von {all} Titeln in Plex",found_files:"{n} von {all} Dateien in Plex",season:"Staffel {n}",view:"In Plex ansehen",fix:"Beheben",details:"Details: {title}",retry:"Erneut versuchen",dismiss:"Verwerfen",repairs:"Reparaturen öffnen",tried:"Gescannt: {places}",files_missing:"Nicht in Plex: {files}",show_all:"{n} weitere anzeigen",show_less:"Weniger anzeigen",action:"Aktion",webhook:"Webhook",loading:"Wird geladen",no_deliveries:"Keine Downloads auf dem Weg",no_recent:"Noch nichts hinzugefügt",no_such_library:"Keine Mediathek namens {library}",no_server:"Kein Plex-Server eingerichtet",no_server_allowed:"Du hast keine Berechtigung, einen Plex-Server anzuzeigen",unauthorized:"Du hast keine Berechtigung, diesen Plex-Server anzuzeigen",not_found_server:"Dieser Plex-Server ist nicht mehr eingerichtet",unknown_command:"Diese Karte benötigt eine neuere Version von Plex Arrivals",update_hint:"Starte Home Assistant neu, um das Update abzuschließen",failed:"Plex Arrivals antwortet nicht",newer:"Plex Arrivals wurde aktualisiert",reload:"Neu laden",choose_server:"Bearbeite die Karte und wähle einen anderen Server aus",ask_admin:"Bitte einen Administrator um Zugriff",add_server:"Füge einen unter Einstellungen > Geräte & Dienste hinzu",disabled:"{name} ist deaktiviert",enable_server:"Aktiviere ihn unter Einstellungen > Geräte & Dienste",hidden:"Du hast keine Berechtigung, diese Karte anzuzeigen",label_title:"Titel",label_entry_id:"Server",label_show:"Angezeigte Bereiche",label_deliveries:"Anzahl der Lieferungen",label_recently_added:"Anzahl der Poster",label_library:"Mediathek",label_layout:"Poster-Layout",help_all:"Leer lassen für alle",help_number:"Leer lassen für {n}",help_library:"Mediatheken für kürzlich Hinzugefügtes. Leer lassen für alle",layout_row:"Reihe",layout_grid:"Raster",bad_entry_id:"„entry_id“ muss die ID eines Eintrags von Plex Arrivals oder eine Liste von IDs sein.",bad_show:"„show“ muss eine Liste aus status, deliveries und recently_added sein, jedes höchstens einmal.",bad_deliveries:"„deliveries“ muss eine ganze Zahl von 1 bis 50 sein.",bad_recently_added:"„recently_added“ muss eine ganze Zahl von 1 bis 50 sein.",bad_library:"„library“ muss eine Liste von Titeln oder IDs von Mediatheken sein.",bad_layout:"„layout“ muss row oder grid sein.",bad_title:"„title“ muss Text sein.",several_servers:"Mehrere Server werden nur in YAML unterstützt."};var Le={name:"Plex Arrivals",about:"Downloads on the way to Plex, and what was added recently",status:"Status",deliveries:"Deliveries",recently_added:"Recently added",recently_added_in:"Recently added in {library}",of_server:"{part} · {server}",online:"Online",online_since:"Online since {time}",offline:"Offline",offline_since:"Offline since {time}",scanning_library:"scanning {library}",more:"{n} more",not_loaded:"Not ready yet",downloading:"Downloading",waiting:"Waiting",scanning:"Scanning",available:"In Plex",upgraded:"Upgraded",partly:"Partly in Plex",unmatched:"No library",missing:"Not found in Plex",settling:"for the files to settle",plex_offline:"Plex is not available",import_awaited:"for Sonarr, Radarr, or Lidarr",no_library:"no library for {path}",no_import:"not imported within a day",not_found:"after several scans",forbidden:"no permission to scan",plex_failed:"Plex reported an error",internal_error:"unexpected error, check the logs",partly_found:"{n} of {all} files",not_recognised:"not recognized",time_left:"{time} left",items:"{n} items",episodes:"{n} episodes",tracks:"{n} tracks",found_episodes:"{n} of {all} episodes in Plex",found_tracks:"{n} of {all} tracks in Plex",found_files:"{n} of {all} files in Plex",season:"Season {n}",view:"View in Plex",fix:"Fix",details:"Details: {title}",retry:"Retry",dismiss:"Dismiss",repairs:"Open repairs",tried:"Scanned: {places}",files_missing:"Not in Plex: {files}",show_all:"Show {n} more",show_less:"Show fewer",action:"Action",webhook:"Webhook",loading:"Loading",no_deliveries:"No downloads on the way",no_recent:"Nothing added yet",no_such_library:"No library named {library}",no_server:"No Plex server is set up",no_server_allowed:"You do not have permission to view a Plex server",unauthorized:"You do not have permission to view this Plex server",not_found_server:"This Plex server is no longer set up",unknown_command:"This card needs a newer version of Plex Arrivals",update_hint:"Restart Home Assistant to finish the update",failed:"Plex Arrivals does not respond",newer:"Plex Arrivals was updated",reload:"Reload",choose_server:"Edit the card and select another server",ask_admin:"Ask an administrator for access",add_server:"Add one under Settings > Devices & services",disabled:"{name} is disabled",enable_server:"Enable it under Settings > Devices & services",hidden:"You do not have permission to view this card",label_title:"Title",label_entry_id:"Server",label_show:"Sections to show",label_deliveries:"Number of deliveries",label_recently_added:"Number of posters",label_library:"Library",label_layout:"Poster layout",help_all:"Leave empty for all",help_number:"Leave empty for {n}",help_library:"Libraries to show in recently added. Leave empty for all",layout_row:"Row",layout_grid:"Grid",bad_entry_id:"“entry_id” must be the ID of a Plex Arrivals entry, or a list of IDs.",bad_show:"“show” must be a list of status, deliveries, and recently_added, each at most once.",bad_deliveries:"“deliveries” must be a whole number from 1 to 50.",bad_recently_added:"“recently_added” must be a whole number from 1 to 50.",bad_library:"“library” must be a list of library titles or IDs.",bad_layout:"“layout” must be row or grid.",bad_title:"“title” must be text.",several_servers:"More than one server is only supported in YAML."};var At={name:"Plex Arrivals",about:"Descargas de camino a Plex y elementos añadidos recientemente",status:"Estado",deliveries:"Entregas",recently_added:"Añadido recientemente",recently_added_in:"Añadido recientemente en {library}",of_server:"{part} · {server}",online:"En línea",online_since:"En línea desde {time}",offline:"Sin conexión",offline_since:"Sin conexión desde {time}",scanning_library:"escaneando {library}",more:"{n} más",not_loaded:"Aún no está listo",downloading:"Descargando",waiting:"En espera",scanning:"Escaneando",available:"En Plex",upgraded:"Mejorada",partly:"En parte en Plex",unmatched:"Sin biblioteca",missing:"No encontrada en Plex",settling:"de que los archivos dejen de cambiar",plex_offline:"Plex no está disponible",import_awaited:"de Sonarr, Radarr o Lidarr",no_library:"sin biblioteca para {path}",no_import:"sin importar en un día",not_found:"tras varios escaneos",forbidden:"sin permiso para escanear",plex_failed:"Plex ha notificado un error",internal_error:"error inesperado, consulta los registros",partly_found:"{n} de {all} archivos",not_recognised:"sin reconocer",time_left:"listo en {time}",items:"{n} elementos",episodes:"{n} episodios",tracks:"{n} pistas",found_episodes:"{n} de {all} episodios en Plex",found_tracks:"{n} de {all} pistas en Plex",found_files:"{n} de {all} archivos en Plex",season:"Temporada {n}",view:"Ver en Plex",fix:"Arreglar",details:"Detalles: {title}",retry:"Reintentar",dismiss:"Descartar",repairs:"Abrir reparaciones",tried:"Escaneado: {places}",files_missing:"No están en Plex: {files}",show_all:"Mostrar {n} más",show_less:"Mostrar menos",action:"Acción",webhook:"Webhook",loading:"Cargando",no_deliveries:"No hay descargas en camino",no_recent:"Aún no se ha añadido nada",no_such_library:"No hay ninguna biblioteca llamada {library}",no_server:"No hay ningún servidor Plex configurado",no_server_allowed:"No tienes permiso para ver ningún servidor Plex",unauthorized:"No tienes permiso para ver este servidor Plex",not_found_server:"Este servidor Plex ya no está configurado",unknown_command:"Esta tarjeta necesita una versión más reciente de Plex Arrivals",update_hint:"Reinicia Home Assistant para terminar la actualización",failed:"Plex Arrivals no responde",newer:"Plex Arrivals se ha actualizado",reload:"Recargar",choose_server:"Edita la tarjeta y selecciona otro servidor",ask_admin:"Pide acceso a un administrador",add_server:"Añade uno en Configuración > Dispositivos y servicios",disabled:"{name} está deshabilitado",enable_server:"Habilítalo en Configuración > Dispositivos y servicios",hidden:"No tienes permiso para ver esta tarjeta",label_title:"Título",label_entry_id:"Servidor",label_show:"Secciones que se muestran",label_deliveries:"Número de entregas",label_recently_added:"Número de pósteres",label_library:"Biblioteca",label_layout:"Diseño de los pósteres",help_all:"Déjalo en blanco para todo",help_number:"Déjalo en blanco para {n}",help_library:"Bibliotecas para lo añadido recientemente. Déjalo en blanco para todas",layout_row:"Fila",layout_grid:"Cuadrícula",bad_entry_id:"«entry_id» debe ser el ID de una entrada de Plex Arrivals, o una lista de ID.",bad_show:"«show» debe ser una lista de status, deliveries y recently_added, cada uno una vez como mucho.",bad_deliveries:"«deliveries» debe ser un número entero del 1 al 50.",bad_recently_added:"«recently_added» debe ser un número entero del 1 al 50.",bad_library:"«library» debe ser una lista de títulos o ID de bibliotecas.",bad_layout:"«layout» debe ser row o grid.",bad_title:"«title» debe ser texto.",several_servers:"Varios servidores solo se admiten en YAML."};var St={name:"Plex Arrivals",about:"Téléchargements en route vers Plex et ajouts récents",status:"État",deliveries:"Livraisons",recently_added:"Ajouts récents",recently_added_in:"Ajouts récents dans {library}",of_server:"{part} · {server}",online:"En ligne",online_since:"En ligne depuis {time}",offline:"Hors ligne",offline_since:"Hors ligne depuis {time}",scanning_library:"analyse de {library}",more:"{n} de plus",not_loaded:"Pas encore prêt",downloading:"Téléchargement",waiting:"En attente",scanning:"Analyse",available:"Dans Plex",upgraded:"Amélioré",partly:"En partie dans Plex",unmatched:"Aucune bibliothèque",missing:"Introuvable dans Plex",settling:"de la stabilisation des fichiers",plex_offline:"Plex n’est pas disponible",import_awaited:"de Sonarr, Radarr ou Lidarr",no_library:"aucune bibliothèque pour {path}",no_import:"non importé en une journée",not_found:"après plusieurs analyses",forbidden:"pas d’autorisation d’analyser",plex_failed:"Plex a signalé une erreur",internal_error:"erreur inattendue, consultez les journaux",partly_found:"{n} des {all} fichiers",not_recognised:"non reconnu",time_left:"il reste {time}",items:"{n} éléments",episodes:"{n} épisodes",tracks:"{n} pistes",found_episodes:"{n} des {all} épisodes dans Plex",found_tracks:"{n} des {all} pistes dans Plex",found_files:"{n} des {all} fichiers dans Plex",season:"Saison {n}",view:"Voir dans Plex",fix:"Corriger",details:"Détails : {title}",retry:"Réessayer",dismiss:"Ignorer",repairs:"Ouvrir les réparations",tried:"Analysé : {places}",files_missing:"Pas dans Plex : {files}",show_all:"Afficher {n} de plus",show_less:"Afficher moins",action:"Action",webhook:"Webhook",loading:"Chargement",no_deliveries:"Aucun téléchargement en route",no_recent:"Aucun ajout pour l’instant",no_such_library:"Aucune bibliothèque nommée {library}",no_server:"Aucun serveur Plex n’est configuré",no_server_allowed:"Vous n’êtes pas autorisé à afficher un serveur Plex",unauthorized:"Vous n’êtes pas autorisé à afficher ce serveur Plex",not_found_server:"Ce serveur Plex n’est plus configuré",unknown_command:"Cette carte nécessite une version plus récente de Plex Arrivals",update_hint:"Redémarrez Home Assistant pour terminer la mise à jour",failed:"Plex Arrivals ne répond pas",newer:"Plex Arrivals a été mis à jour",reload:"Recharger",choose_server:"Modifiez la carte et sélectionnez un autre serveur",ask_admin:"Demandez l’accès à un administrateur",add_server:"Ajoutez-en un dans Paramètres > Appareils et services",disabled:"{name} est désactivé",enable_server:"Activez-le dans Paramètres > Appareils et services",hidden:"Vous n’êtes pas autorisé à afficher cette carte",label_title:"Titre",label_entry_id:"Serveur",label_show:"Sections à afficher",label_deliveries:"Nombre de livraisons",label_recently_added:"Nombre d’affiches",label_library:"Bibliothèque",label_layout:"Disposition des affiches",help_all:"Laissez vide pour tout",help_number:"Laissez vide pour {n}",help_library:"Bibliothèques pour les ajouts récents. Laissez vide pour toutes",layout_row:"Rangée",layout_grid:"Grille",bad_entry_id:"« entry_id » doit être l’ID d’une entrée de Plex Arrivals, ou une liste d’ID.",bad_show:"« show » doit être une liste de status, deliveries et recently_added, chacun une fois au plus.",bad_deliveries:"« deliveries » doit être un nombre entier de 1 à 50.",bad_recently_added:"« recently_added » doit être un nombre entier de 1 à 50.",bad_library:"« library » doit être une liste de titres ou d’ID de bibliothèques.",bad_layout:"« layout » doit être row ou grid.",bad_title:"« title » doit être du texte.",several_servers:"Plusieurs serveurs ne sont pris en charge qu’en YAML."};var kt={name:"Plex Arrivals",about:"Downloads onderweg naar Plex en recent toegevoegde items",status:"Status",deliveries:"Leveringen",recently_added:"Recent toegevoegd",recently_added_in:"Recent toegevoegd in {library}",of_server:"{part} · {server}",online:"Online",online_since:"Online sinds {time}",offline:"Offline",offline_since:"Offline sinds {time}",scanning_library:"scant {library}",more:"nog {n}",not_loaded:"Nog niet gereed",downloading:"Downloaden",waiting:"Wachten",scanning:"Scannen",available:"In Plex",upgraded:"Verbeterd",partly:"Deels in Plex",unmatched:"Geen bibliotheek",missing:"Niet gevonden in Plex",settling:"tot de bestanden niet meer veranderen",plex_offline:"Plex is niet beschikbaar",import_awaited:"op Sonarr, Radarr of Lidarr",no_library:"geen bibliotheek voor {path}",no_import:"niet binnen een dag geïmporteerd",not_found:"na meerdere scans",forbidden:"geen toestemming om te scannen",plex_failed:"Plex heeft een fout gemeld",internal_error:"onverwachte fout, controleer de logboeken",partly_found:"{n} van {all} bestanden",not_recognised:"niet herkend",time_left:"nog {time}",items:"{n} items",episodes:"{n} afleveringen",tracks:"{n} nummers",found_episodes:"{n} van {all} afleveringen in Plex",found_tracks:"{n} van {all} nummers in Plex",found_files:"{n} van {all} bestanden in Plex",season:"Seizoen {n}",view:"Bekijk in Plex",fix:"Oplossen",details:"Details: {title}",retry:"Opnieuw proberen",dismiss:"Negeren",repairs:"Reparaties openen",tried:"Gescand: {places}",files_missing:"Niet in Plex: {files}",show_all:"Nog {n} tonen",show_less:"Minder tonen",action:"Actie",webhook:"Webhook",loading:"Laden",no_deliveries:"Geen downloads onderweg",no_recent:"Nog niets toegevoegd",no_such_library:"Geen bibliotheek met de naam {library}",no_server:"Er is geen Plex-server ingesteld",no_server_allowed:"Je hebt geen toestemming om een Plex-server te bekijken",unauthorized:"Je hebt geen toestemming om deze Plex-server te bekijken",not_found_server:"Deze Plex-server is niet meer ingesteld",unknown_command:"Deze kaart vereist een nieuwere versie van Plex Arrivals",update_hint:"Herstart Home Assistant om de update af te ronden",failed:"Plex Arrivals reageert niet",newer:"Plex Arrivals is bijgewerkt",reload:"Herladen",choose_server:"Bewerk de kaart en selecteer een andere server",ask_admin:"Vraag een beheerder om toegang",add_server:"Voeg er een toe via Instellingen > Apparaten en diensten",disabled:"{name} is uitgeschakeld",enable_server:"Schakel deze in via Instellingen > Apparaten en diensten",hidden:"Je hebt geen toestemming om deze kaart te bekijken",label_title:"Titel",label_entry_id:"Server",label_show:"Weergegeven onderdelen",label_deliveries:"Aantal leveringen",label_recently_added:"Aantal posters",label_library:"Bibliotheek",label_layout:"Indeling van de posters",help_all:"Laat leeg voor alles",help_number:"Laat leeg voor {n}",help_library:"Bibliotheken voor recent toegevoegd. Laat leeg voor alle",layout_row:"Rij",layout_grid:"Raster",bad_entry_id:"“entry_id” moet de ID van een Plex Arrivals-item zijn, of een lijst met ID's.",bad_show:"“show” moet een lijst zijn van status, deliveries en recently_added, elk hoogstens één keer.",bad_deliveries:"“deliveries” moet een geheel getal van 1 tot 50 zijn.",bad_recently_added:"“recently_added” moet een geheel getal van 1 tot 50 zijn.",bad_library:"“library” moet een lijst zijn met titels of ID's van bibliotheken.",bad_layout:"“layout” moet row of grid zijn.",bad_title:"“title” moet tekst zijn.",several_servers:"Meerdere servers worden alleen in YAML ondersteund."};var Pt={en:Le,de:$t,fr:St,nl:kt,es:At},Et=(t="en")=>Pt[Rt(t)]?t:"en";function k(t){let e=Pt[Rt(t??"en")]??Le;return(n,r={})=>e[n].replace(/\{(\w+)\}/g,(i,s)=>String(r[s]??i))}var Rt=t=>t.split(/[-_]/)[0].toLowerCase(),z=()=>globalThis.document?.documentElement.lang||"en";var ue=["status","deliveries","recently_added"],ze=50,ce=t=>typeof t=="string",Tt=t=>Array.isArray(t)&&t.every(e=>ce(e)&&e),Ne=t=>Number.isFinite(t),Tn={title:ce,entry_id:t=>ce(t)||Tt(t),show:t=>Tt(t)&&t.every(e=>ue.includes(e))&&Cn(t)===t.length,deliveries:Ne,recently_added:Ne,library:t=>[t].flat().every(e=>ce(e)||Ne(e)),layout:t=>t==="row"||t==="grid"};function M(t,e=z()){for(let[n,r]of Object.entries(Tn)){let i=t[n];if(i!=null&&!r(i))throw new Error(k(e)(`bad_${n}`))}return{title:t.title??"",entryIds:[t.entry_id??[]].flat().filter(Boolean),show:t.show?.length?t.show:[...ue],deliveries:Ct(t.deliveries??5),recentlyAdded:Ct(t.recently_added??12),library:[t.library??[]].flat().map(n=>String(n).trim()).filter(Boolean),layout:t.layout??"row"}}function Ct(t){return Math.min(Math.max(Math.round(t),1),ze)}function Cn(t){return new Set(t).size}var G="plex-arrivals-card";function Ot(){let t=k(z()),{deliveries:e,recentlyAdded:n,layout:r}=M({}),i={entry_id:t("help_all"),show:t("help_all"),deliveries:t("help_number",{n:e}),recently_added:t("help_number",{n}),library:t("help_library"),layout:t("help_number",{n:t(`layout_${r}`)})},s={number:{min:1,max:ze,mode:"box"}},o=(a,l,u)=>({select:{options:a.map(f=>({value:f,label:t(l(f))})),...u}});return{schema:[{name:"entry_id",selector:{config_entry:{integration:"plex_arrivals"}}},{name:"title",selector:{text:{}}},{name:"show",selector:o(ue,a=>a,{multiple:!0,reorder:!0,mode:"dropdown"})},{name:"",type:"grid",schema:[{name:"deliveries",selector:s},{name:"recently_added",selector:s}]},{name:"library",selector:{text:{multiple:!0}}},{name:"layout",selector:o(["row","grid"],a=>`layout_${a}`,{mode:"dropdown"})}],computeLabel:({name:a})=>a?t(`label_${a}`):"",computeHelper:({name:a})=>i[a]??"",assertConfig(a){if(M(a),Array.isArray(a.entry_id))throw new Error(t("several_servers"));if(a.library!=null&&!Array.isArray(a.library))throw new Error(t("bad_library"))}}}function Dt(){let{show:t,deliveries:e,recentlyAdded:n,layout:r}=M({});return{show:t,deliveries:e,recently_added:n,layout:r}}var On={recently_added:["recently_added"],library_recently_added:["recently_added"],last_arrival:["deliveries"],last_arrival_poster:["deliveries"],delivery:["deliveries"],deliveries_in_progress:["deliveries"],downloads_running:["deliveries"],online:["status"],library_scanning:["status"]};function Lt(t,e){let n=t.entities?.[e];if(n?.platform!=="plex_arrivals")return null;let r=n.device_id&&t.devices?.[n.device_id]?.primary_config_entry,i=On[n.translation_key??""];if(!i)return null;let o=n.translation_key==="library_recently_added"&&t.states?.[e]?.attributes.library;return{config:{type:`custom:${G}`,...r&&{entry_id:r},show:i,...o&&{library:[o]}}}}var Me=[160,320,640];function Nt(t,e,n){let r=e*Math.min(n,3),i=Me.find(s=>s*1.1>=r)??Me[Me.length-1];return`${t}${t.includes("?")?"&":"?"}width=${i}&height=${i*1.5}`}function Ie(t){return t.replace(/([?&])authSig=[^&]*&?/,"$1").replace(/[?&]$/,"")}function zt(t){return t&&/^(https?|plex):/i.test(t)?t:void 0}function pe({hass:t},{problem:e}){if(!e||e==="cannot_connect")return;let n=`component.plex_arrivals.entity.binary_sensor.online.state_attributes.problem.state.${e}`;return t.localize(n)||void 0}function he(t,e,n,r,i){let s=e&&Nt(t.hass.hassUrl?.(e)??e,r,globalThis.devicePixelRatio||1);return c`<plex-arrivals-poster .src=${s||void 0} .icon=${n} .online=${i}></plex-arrivals-poster>`}function P(t,e,n,r){let i=zt(t);if(!i)return c`<span class=${e}>${n}</span>`;let s=i.startsWith("http")?"_blank":"_self";return r?c`<a class=${e} href=${i} target=${s} rel="noreferrer" aria-label=${r}>${n}</a>`:c`<a class=${e} href=${i} target=${s} rel="noreferrer">${n}</a>`}var Y={views:{}};function It(t,e){if(e.kind==="servers"){let a=new Set(e.servers.map(l=>l.entry_id));return{servers:e.servers,views:Object.fromEntries(Object.entries(t.views).filter(([l])=>a.has(l)))}}let{kind:n,entry_id:r,...i}=e,s=Dn(i),o=t.views[r];return n==="snapshot"?{...t,views:{...t.views,[r]:s}}:o?{...t,views:{...t.views,[r]:Ln(o,s)}}:t}function Dn(t){let e={...t};return e.running&&=e.running.map(n=>({...n,download:n.download??Mt})),e.deliveries&&=e.deliveries.map(n=>({...n,download:n.download??Mt,items:n.items??[],missing_files:n.missing_files??[],tried:n.tried??[]})),e}var Mt={name:"",path:"",source:"",finished_at:null};function Ln(t,{removed:e,deliveries:n,server:r,...i}){let s={...t,...i};if(r&&(s.server={...t.server,...r}),n||e){let o=new Set([...e??[],...(n??[]).map(a=>a.delivery_id)]);s.deliveries=[...(t.deliveries??[]).filter(a=>!o.has(a.delivery_id)),...n??[]].sort(Nn).slice(0,50)}return s}function Nn(t,e){return Date.parse(e.created_at)-Date.parse(t.created_at)||(e.delivery_id>t.delivery_id?1:-1)}function y(t,e,n,r,i={},s){return c`<div class="head notice">
<div class="icon"><ha-icon .icon=${e}></ha-icon></div>
<div class="text">
<div class="name">${t(n,i)}</div>
${r?c`<div class="line">${t(r)}</div>`:m}
</div>
${s??m}
</div>`}function Ue(t,e){return c`<div class="ghost" role="status" aria-label=${t("loading")}>
${e.show.map(n=>Mn[n](e))}
</div>`}var zn=5,He=c`<div class="text"><i></i><i></i></div>`,Mn={status:()=>c`<div class="head">
<div class="icon"></div>
${He}
</div>`,deliveries:({deliveries:t})=>c`<section>
<div class="heading"><i></i></div>
<div class="rows">
${Array.from({length:Math.min(t,zn)},()=>c`<div class="row"><div class="thumb"></div>${He}</div>`)}
</div>
</section>`,recently_added:({layout:t,recentlyAdded:e})=>c`<section>
<div class="heading"><i></i></div>
<div class="posters ${t==="grid"?"grid":"strip"}">
${Array.from({length:e},()=>c`<div><div class="art"></div>${He}</div>`)}
</div>
</section>`};function me(t,e,n=!1){let r=Date.parse(t);if(Number.isNaN(r))return"";let i=e.words,s=Math.max(0,e.now-r),o=Bt(r,e);if(s<6e4)return We(i).format(0,"second");if(s<36e5)return Ht(Math.floor(s/6e4),"minute",i,n);if(o===0||s<6*36e5)return Ht(Math.floor(s/36e5),"hour",i,n);if(o===1)return We(i).format(-1,"day");let a=o<7?{weekday:n?"short":"long"}:Wt(r,e);return Vt(r,a,e,i)}function Ut(t,e){let n=Date.parse(t);if(Number.isNaN(n))return"";let r={hour:"numeric",minute:"2-digit",...In(e.locale)},i=Bt(n,e)?{...Wt(n,e),...r}:r;return Vt(n,i,e,e.locale.language)}function jt(t,e){if(Math.round(t)<60)return j(Math.round(t),"second",e);let n=Math.round(t/60);if(n<60)return j(n,"minute",e);if(n>=2880)return j(Math.round(n/60/24),"day",e);let r=n%60,i=j(Math.floor(n/60),"hour",e);return r&&n<600?`${i} ${j(r,"minute",e)}`:i}function fe(t,e){return Z(Intl.NumberFormat,e,{style:"percent"}).format(Math.floor(t)/100)}function Ht(t,e,n,r){if(r)return j(t,e,n);let i=We(n).format(-t,e);return n.startsWith("en")?i.replace(".",""):i}function We(t){return Z(Intl.RelativeTimeFormat,t,{numeric:"auto",style:"short"})}function j(t,e,n){return Z(Intl.NumberFormat,n,{style:"unit",unit:e,unitDisplay:"short"}).format(t)}function Wt(t,e){return{day:"numeric",month:"short",...e.now-t>2592e7&&{year:"numeric"}}}function Bt(t,e){let n=r=>{let i=Z(Intl.DateTimeFormat,"sv",{dateStyle:"short",timeZone:Ft(e)}).format(r);return Date.parse(`${i}T00:00:00Z`)};return Math.round((n(e.now)-n(t))/864e5)}function Vt(t,e,n,r){return Z(Intl.DateTimeFormat,r,{...e,timeZone:Ft(n)}).format(t)}function Ft(t){return t.locale.time_zone==="server"?t.timeZone:void 0}function In({time_format:t}){return t==="12"?{hourCycle:"h12"}:t==="24"?{hourCycle:"h23"}:t!=="system"?{}:{hourCycle:new Intl.DateTimeFormat(void 0,{hour:"numeric"}).resolvedOptions().hourCycle}}var je=new Map;function Z(t,e,n){let r=JSON.stringify([t.name,e,n]);return je.has(r)||je.set(r,new t(e,n)),je.get(r)}function ge(t,e,n){let r=[String(e),(n??"").trim().toLowerCase()];return t.some(i=>r.includes(i.trim().toLowerCase()))}function qt(t,e,n){return(t.recently_added??[]).filter(r=>!e.length||ge(e,r.library_id,r.library)).slice(0,n)}function Kt(t,e){let n=t.libraries??[];return e.length>0&&n.length>0&&!n.some(({id:r,title:i})=>ge(e,r,i))}function _e(t){return["episode","season"].includes(t.type)&&t.show||t.title||t.show||""}function Be(t,e){let n=r=>String(r).padStart(2,"0");return t.type==="episode"?[t.season!=null&&`S${n(t.season)}`,t.episode!=null&&`E${n(t.episode)}`].filter(Boolean).join(" "):t.type==="season"&&t.season!=null?e("season",{n:t.season}):(t.type==="album"||t.type==="track")&&t.show?t.show:t.year?String(t.year):""}function Gt(t,e,n){return[Be(t,e),t.added_at&&me(t.added_at,n,!0)].filter(Boolean).join(" · ")}var Hn={movie:"mdi:movie-open-outline",show:"mdi:television",season:"mdi:television",episode:"mdi:television",artist:"mdi:music-note",album:"mdi:music-note",track:"mdi:music-note",music:"mdi:music-note",photo:"mdi:image-outline",photoalbum:"mdi:image-outline",other:"mdi:movie-open-outline"};function ve(t){return Hn[t??""]??"mdi:tray-arrow-down"}var Un={row:104,grid:140};function Yt(t,e){let{config:n,say:r}=t,i=qt(e,n.library,n.recentlyAdded);if(!i.length&&Kt(e,n.library))return c`<p class="empty">${r("no_such_library",{library:n.library.join(", ")})}</p>`;if(!i.length){let s=e.online===!1?pe(t,e)??r("plex_offline"):r("no_recent");return c`<p class="empty">${s}</p>`}return c`<ul class="posters ${n.layout==="grid"?"grid":"strip"}" @focusin=${jn}>
${U(i,s=>s.rating_key,s=>c`<li>${P(s.url,"poster",Wn(t,s,e.online))}</li>`)}
</ul>`}function jn({target:t}){let e=t;e.matches(":focus-visible")&&e.scrollIntoView({block:"nearest",inline:"nearest"})}function Wn(t,e,n){return c`<span class="art">${he(t,e.artwork,ve(e.type),Un[t.config.layout],n)}</span>
<span class="name"><bdi>${_e(e)}</bdi></span>
<span class="line"><bdi>${Gt(e,t.say,t.clock)}</bdi></span>`}var _={tone:"ok",full:1},v={tone:"none",full:0},ye=t=>({tone:t,full:1}),J=(t,e)=>({tone:t,full:e==null?void 0:Math.min(Math.max(e/100,0),1)}),Bn=new Set(["settling","import_awaited",null]);function R(t){return t.state==="downloading"}function Q(t){return{items:t.item_count??t.items.length,missing:t.missing_count??t.missing_files.length}}function Jt(t,e){switch(t.state){case"downloading":return{word:"downloading",tone:"info",steps:[J("info",t.progress),t.reason?ye("warning"):v,v,v]};case"waiting":{let n=Bn.has(t.reason)?"calm":"warning";return{word:"waiting",tone:n,steps:[_,J(n,null),v,v]}}case"scanning":{let{files:n,of:r}=t.found??{files:0,of:0},i=e.find(({library_id:o})=>o===t.library_id);return{word:"scanning",tone:"info",steps:n&&n===r?[_,_,_,J("info",null)]:[_,_,J("info",n?100*n/r:i?.progress),v]}}case"available":{let{items:n,missing:r}=Q(t);if(r){let i=100*n/(n+r);return{word:"partly",tone:"warning",steps:[_,_,_,J("warning",i)]}}return{word:t.kind==="upgraded"?"upgraded":"available",tone:"ok",steps:[_,_,_,_]}}case"unmatched":return{word:"unmatched",tone:"warning",steps:[_,ye("warning"),v,v]};case"missing":return{word:"missing",tone:"error",steps:t.tried.length?[_,_,_,ye("error")]:[_,_,ye("error"),v]};default:return{word:"waiting",tone:"calm",steps:[_,v,v,v]}}}function Qt(t,e,n,r){let i=Yn(t.download.source,e),s=t.reason?Vn(t,t.reason,e):null;if(R(t))return Zt([t.progress==null?null:fe(t.progress,n.locale.language),t.time_left==null?null:e("time_left",{time:jt(t.time_left,n.words)}),t.library??s,i]);let o=t.state==="available"?t.updated_at:t.download.finished_at??t.created_at,a=Kn(t,e,r),{items:l,missing:u}=Q(t);return Zt([s,a,t.state==="available"&&l>1&&!u?qn(t.items,l,e):null,T(t)||a?null:t.library,[i,me(o,n)].filter(Boolean).join(", ")])}function Vn(t,e,n){if(!Fn.has(e))return t.explanation;if(e==="no_library"&&T(t))return t.download.path;let{items:r,missing:i}=R(t)?{items:0,missing:0}:Q(t);return e==="partly_found"&&!i?t.explanation:n(e,{path:t.download.path,n:r,all:r+i})}var Fn=new Set(["settling","plex_offline","import_awaited","no_library","no_import","not_found","forbidden","plex_failed","internal_error","partly_found","not_recognised"]);function qn(t,e,n){let r=i=>t.every(s=>s.type===i);return n(r("episode")?"episodes":r("track")?"tracks":"items",{n:e})}function Kn({found:t},e,n){return t?e(n==="show"?"found_episodes":n==="music"?"found_tracks":"found_files",{n:t.files,all:t.of}):null}var Gn={nzbget:"NZBGet",qbittorrent:"qBittorrent",sabnzbd:"SABnzbd",synology_dsm:"Synology"};function Yn(t,e){return t==="action"||t==="webhook"?e(t):Gn[t]??t.charAt(0).toUpperCase()+t.slice(1).replaceAll("_"," ")}function Ve(t){return!R(t)&&(t.items.length>1||t.missing_files.length>0||T(t))}function T(t){return t.state==="unmatched"||t.state==="missing"}function Zt(t){return t.filter(e=>!!e)}function Xt(t,e,n){let r=Math.max(n-e.length,Math.ceil(n/2)),i=t.slice(0,r);return[...i,...e.slice(0,n-i.length)]}var Zn=36;function en(t,e,n){let{say:r,config:i,opened:s}=t,o=n.running??[],a=n.deliveries??[],l=`all:${e}`,u=s.has(l)?1/0:i.deliveries,f=Xt(o,a,u),d=o.length+a.length,h=d-f.length;return d?c`<ul class="rows">
${U(f,tn,p=>Jn(t,e,n,p))}
</ul>
${h||s.has(l)&&d>i.deliveries?c`<button class="more" @click=${()=>t.toggle(l)}>
${h?r("show_all",{n:h}):r("show_less")}
</button>`:m}`:c`<p class="empty">${r("no_deliveries")}</p>`}function tn(t){return R(t)?t.id:t.delivery_id}function Jn(t,e,n,r){let{say:i,clock:s,opened:o}=t,a=Jt(r,n.server?.scanning??[]),l=n.server?.libraries?.find(({id:p})=>p===r.library_id),u=Qt(r,i,s,l?.type),f=Ve(r)&&o.has(tn(r)),d=R(r)?void 0:r.items[0],h=R(r)?null:r.artwork;return c`<li class="row">
<div class="thumb">${he(t,h,ve(d?.type??l?.type),Zn,n.server?.online)}</div>
<div class="text">
<div class="name" title=${r.title}><bdi>${r.title}</bdi></div>
<div class="line" title=${[i(a.word),...u].join(" · ")}>
<span class=${a.tone}>${i(a.word)}</span>${u.map(p=>c` · <bdi>${p}</bdi>`)}
</div>
</div>
<div class="do">${R(r)?m:Xn(t,n,r,f)}</div>
<div class="track" aria-hidden="true">${a.steps.map(Qn)}</div>
${f?er(t,e,n,r):m}
</li>`}function Qn({tone:t,full:e}){return c`<i class="${t} ${e===void 0?"unknown":""}"
><b style="width:${Math.round((e??1)*100)}%"></b
></i>`}function Xn({say:t,toggle:e},n,r,i){let s=T(r)&&n.server?.can_manage;return c`${r.state==="available"&&r.url?P(r.url,"button view",c`<span>${t("view")}</span><ha-icon .icon=${"mdi:open-in-new"}></ha-icon>`,`${t("view")}: ${r.title}`):m}
${Ve(r)?c`<button
class=${s?"button":"button chevron"}
aria-expanded=${i?"true":"false"}
aria-label=${s?`${t("fix")}: ${r.title}`:t("details",{title:r.title})}
@click=${()=>e(r.delivery_id)}
>
${s?t("fix"):c`<ha-icon .icon=${"mdi:chevron-down"}></ha-icon>`}
</button>`:m}`}function er(t,e,n,r){let{say:i,busy:s}=t,o=g=>()=>t.act(g,e,r.delivery_id),a=s.has(r.delivery_id)?"true":"false",l=[...new Set(r.tried.map(g=>g.folder??r.library??g.library_id))],{items:u,missing:f}=Q(r),d=g=>g>0?[i("more",{n:g})]:[],h=[...r.missing_files,...d(f-r.missing_files.length)],p=[...T(r)?[tr(t,r),r.download.path]:[],...T(r)&&l.length?[i("tried",{places:l.join(", ")})]:[],...h.length?[i("files_missing",{files:h.join(", ")})]:[]].filter(Boolean);return c`<div class="details">
${p.map(g=>c`<p><bdi>${g}</bdi></p>`)}
${r.items.length>1?c`<ul>
${r.items.map(g=>c`<li>${P(g.url,"item",nr(t,g,r.title))}</li>`)}
${d(u-r.items.length).map(g=>c`<li>${g}</li>`)}
</ul>`:m}
${T(r)&&n.server?.can_manage?c`<div class="actions">
<button class="button" aria-disabled=${a} @click=${o("retry_delivery")}>
${i("retry")}
</button>
<button class="button" aria-disabled=${a} @click=${o("dismiss_delivery")}>
${i("dismiss")}
</button>
${r.repair?c`<a class="button" href="/config/repairs">${i("repairs")}</a>`:m}
</div>`:m}
</div>`}function tr({hass:t},e){let n=`component.plex_arrivals.entity.event.delivery.state_attributes.reason.state.${e.reason}`;return e.reason&&t.localize(n)||e.explanation}function nr({say:t},e,n){let r=Be(e,t),i=e.title||_e(e);return c`${r&&!n.includes(r)?c`<span class="number">${r}</span>`:m}<bdi>${i}</bdi>`}function nn(t,e){if(e===void 0)return"integration";let[n,r]=[t,e].map(i=>i.split(/[.+-]/).map(s=>parseInt(s,10)||0));for(let i=0;i<3;i++){let s=(n[i]??0)-(r[i]??0);if(s)return s<0?"card":"integration"}return null}function rn(t){return t.split(".").slice(0,3).join(".")}var sn=2*Math.PI*20.5,Fe="/config/integrations/integration/plex_arrivals",rr={invalid_auth:Fe,forbidden:Fe,another_server:Fe,invalid_certificate:"/config/repairs"};function be(t,e,n){let{say:r}=t,i=!!(e.loaded&&n?.online),s=n?.name||e.title;return c`<div class="head">
<div class="icon ${i?"online":""}">
${i&&n?.scanning?.length?sr(n.scanning):m}
<svg class="arrow" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3h6l6.5 9L12 21H6l6.5-9z"></path></svg>
</div>
<div class="text">
${P(n?.url,"name",c`<bdi title=${s}>${s}</bdi>`)}
${e.loaded&&n?ir(t,n):c`<div class="line">${e.loaded?m:r("not_loaded")}</div>`}
</div>
</div>`}function ir(t,e){let{say:n,clock:r}=t,i=e.since&&Ut(e.since,r);if(!e.online){let a=i?n("offline_since",{time:i}):n("offline"),l=pe(t,e)??a,u=e.can_manage&&rr[e.problem??""];return c`<div class="line" title=${a}>
${u?c`<a class="error" href=${u}>${l}</a>`:c`<span class="error">${l}</span>`}
</div>`}let s=[o(e.scanning??[]),e.version&&rn(e.version)].filter(Boolean);return c`<div class="line" title=${[n("online"),...s].join(" · ")}>
<span title=${i?n("online_since",{time:i}):""}>${n("online")}</span>${s.map(a=>` · ${a}`)}
</div>`;function o([a,...l]){if(!a)return"";let u=n("scanning_library",{library:a.library}),f=a.progress==null?"":`, ${fe(a.progress,r.locale.language)}`;return u+f+(l.length?`, ${n("more",{n:l.length})}`:"")}}function sr([t]){let e=t?.progress==null?null:Math.min(Math.max(t.progress/100,0),1);return c`<svg class="ring" viewBox="0 0 44 44" aria-hidden="true">
<circle cx="22" cy="22" r="20.5" opacity=${e===null?.5:.2}></circle>
${e===null?m:ut`<circle class="arc" cx="22" cy="22" r="20.5" stroke-dasharray=${sn}
style="stroke-dashoffset:${sn*(1-e)}"></circle>`}
</svg>`}var on=w`
:host {
display: block;
height: 100%;
--text: var(--primary-text-color, #212121);
--faint: var(--secondary-text-color, #727272);
/* The theme's colours are made for areas: as words they need more of the text's colour to be read. */
--link: color-mix(in srgb, var(--primary-color, #009ac7) 68%, var(--text));
--ok: color-mix(in srgb, var(--success-color, #43a047) 72%, var(--text));
--info: color-mix(in srgb, var(--info-color, #039be5) 68%, var(--text));
--warning: color-mix(in srgb, var(--warning-color, #ffa600) 55%, var(--text));
--error: color-mix(in srgb, var(--error-color, #db4437) 82%, var(--text));
--amber: color-mix(in srgb, #e5a00d 88%, var(--text));
--ground: color-mix(in srgb, var(--text) 7%, transparent);
--empty: color-mix(in srgb, var(--text) 12%, transparent);
--gap: var(--ha-space-3, 12px);
--small: min(calc(var(--ha-border-radius-md, 8px) * 0.75), 12px);
--medium: var(--ha-border-radius-md, 8px);
}
ha-card {
display: flex;
flex-direction: column;
height: 100%;
overflow: hidden;
box-sizing: border-box;
}
.card {
container-type: inline-size;
min-height: 0;
overflow: hidden auto;
box-sizing: border-box;
padding-bottom: 8px;
color: var(--text);
font-size: var(--ha-font-size-m, 14px);
line-height: 20px;
}
.titled {
margin-top: -12px;
}
ul,
h3,
p {
list-style: none;
margin: 0;
padding: 0;
}
.text {
flex: 1;
min-width: 0;
}
.name,
.line {
display: block;
overflow: hidden;
text-overflow: ellipsis;
white-space: nowrap;
}
/* A title that is cut keeps its beginning, whichever way it and the page are read. */
.name {
font-weight: var(--ha-font-weight-medium, 500);
letter-spacing: 0.1px;
unicode-bidi: plaintext;
}
:host(:dir(rtl)) .name {
text-align: right;
}
.line,
.heading,
.empty,
.details {
font-size: var(--ha-font-size-s, 12px);
line-height: 16px;
color: var(--faint);
}
.ok {
color: var(--ok);
}
.info {
color: var(--info);
}
.warning {
color: var(--warning);
}
.error {
color: var(--error);
}
.heading {
padding: 8px var(--gap) 4px;
font-weight: var(--ha-font-weight-medium, 500);
}
section:first-child .heading {
padding-top: var(--gap);
}
.empty {
padding: 4px var(--gap) 12px;
}
a,
button {
color: inherit;
text-decoration: none;
-webkit-tap-highlight-color: transparent;
}
.button,
.more {
display: inline-flex;
align-items: center;
justify-content: center;
gap: 4px;
min-height: 36px;
box-sizing: border-box;
padding: 8px;
border: 0;
border-radius: var(--medium);
background: none;
color: var(--link);
font: inherit;
font-size: 13px;
font-weight: var(--ha-font-weight-medium, 500);
white-space: nowrap;
cursor: pointer;
--mdc-icon-size: 20px;
}
.button[aria-disabled="true"] {
opacity: 0.5;
cursor: default;
}
a:focus-visible,
.heading:focus-visible,
button:focus-visible {
outline: 2px solid var(--link);
outline-offset: -2px;
}
.poster:focus-visible .art {
outline: 2px solid var(--link);
outline-offset: 1px;
}
.poster:focus-visible {
outline: 0;
}
@media (hover: hover) {
.button:hover:not([aria-disabled="true"]),
.more:hover {
background: color-mix(in srgb, currentColor 8%, transparent);
}
a.name:hover,
.heading a:hover,
.item:hover bdi,
.poster:hover .name {
text-decoration: underline;
}
}
@media (prefers-reduced-motion: reduce) {
* {
transition: none !important;
}
}
`;var an=w`
.head {
display: flex;
gap: var(--gap);
align-items: center;
padding: 12px var(--gap) 8px;
}
.head:last-child {
padding-bottom: 4px;
}
.head .line {
letter-spacing: 0.4px;
}
.icon {
position: relative;
display: grid;
place-items: center;
flex: none;
width: 40px;
height: 40px;
border-radius: 50%;
background: var(--ground);
color: var(--faint);
--mdc-icon-size: 22px;
transition:
background-color 200ms,
color 200ms;
}
.icon.online {
background: color-mix(in srgb, var(--amber) 18%, transparent);
color: var(--amber);
}
.ring {
position: absolute;
inset: -2px;
width: 44px;
height: 44px;
transform: rotate(-90deg);
fill: none;
stroke: currentColor;
stroke-width: 3;
}
.arrow {
width: 22px;
fill: currentColor;
}
.arc {
stroke-linecap: round;
transition: stroke-dashoffset 200ms;
}
.notice .name,
.notice .line {
white-space: normal;
}
.server + .server {
margin-top: 8px;
}
.ghost i {
display: block;
width: 40%;
height: 10px;
border-radius: 5px;
background: var(--ground);
}
.ghost i + i {
width: 65%;
margin-top: 8px;
}
.ghost .heading i {
width: 84px;
margin: 3px 0;
}
/* As high as a name of two lines with the line below it. */
.ghost .posters .text {
height: 42px;
padding-top: 12px;
}
`;var ln=w`
.thumb,
.art {
display: block;
overflow: hidden;
background: var(--ground);
color: var(--faint);
}
plex-arrivals-poster {
display: grid;
place-items: center;
width: 100%;
height: 100%;
}
img {
width: 100%;
height: 100%;
object-fit: cover;
opacity: 0;
transition: opacity 200ms;
}
img.there {
opacity: 1;
}
.posters {
padding: 4px var(--gap) 6px;
}
.posters.strip {
display: flex;
gap: 10px;
padding-bottom: 0;
overflow: auto hidden;
scroll-snap-type: x proximity;
scroll-padding-inline: var(--gap);
scrollbar-width: thin;
scrollbar-color: transparent transparent;
overscroll-behavior-x: contain;
}
.posters.strip:has(:focus-visible) {
scroll-snap-type: none;
}
.posters.strip:hover {
scrollbar-color: var(--empty) transparent;
}
.posters.strip > * {
flex: none;
width: var(--poster, 92px);
}
/* Whoever looks at the start stays there when a new poster comes in front: it snaps to none of them. */
.posters.strip::before {
content: "";
flex: none;
margin-inline-end: -10px;
}
.posters.strip::before,
.posters.strip > * + * {
scroll-snap-align: start;
}
.posters.grid {
display: grid;
grid-template-columns: repeat(auto-fill, minmax(var(--poster, 84px), 1fr));
gap: 12px 10px;
}
.poster {
display: block;
border-radius: var(--medium);
}
.art {
aspect-ratio: 2 / 3;
border-radius: var(--medium);
--mdc-icon-size: 28px;
}
.poster .name {
display: -webkit-box;
-webkit-box-orient: vertical;
-webkit-line-clamp: 2;
margin-top: 6px;
font-size: var(--ha-font-size-s, 12px);
font-weight: inherit;
line-height: 16px;
white-space: normal;
overflow-wrap: anywhere;
}
@container (min-width: 560px) {
.posters {
--poster: 104px;
}
}
@container (min-width: 1000px) {
.posters {
--poster: 116px;
}
}
`;var dn=w`
.rows {
display: grid;
grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr));
align-items: start;
}
.row {
display: grid;
grid-template-columns: 36px minmax(0, 1fr) auto;
grid-template-rows: 36px auto;
gap: 5px var(--gap);
align-items: center;
align-content: center;
padding: 4px var(--gap);
}
.thumb {
grid-row: 1 / 3;
width: 36px;
height: 54px;
border-radius: var(--small);
--mdc-icon-size: 20px;
}
.track {
display: flex;
grid-column: 2 / -1;
align-self: start;
gap: 3px;
}
.track i {
flex: 1;
height: 3px;
border-radius: 2px;
overflow: hidden;
background: var(--empty);
}
.track b {
display: block;
height: 100%;
background: currentColor;
transition:
width 200ms,
background-color 200ms;
}
.track .none b {
background: transparent;
}
.track .calm {
color: var(--faint);
}
.track .unknown b {
opacity: 0.45;
}
.do {
display: flex;
align-items: center;
margin-inline-end: -8px;
}
.view ha-icon {
display: none;
}
.chevron {
color: var(--faint);
}
.chevron ha-icon {
transition: transform 200ms;
}
.chevron[aria-expanded="true"] ha-icon {
transform: rotate(180deg);
}
.more {
margin: 0 calc(var(--gap) - 8px);
}
.details {
grid-column: 2 / -1;
margin-top: -8px;
overflow-wrap: anywhere;
}
.details p {
margin-top: 4px;
}
.actions {
display: flex;
flex-wrap: wrap;
margin-inline-start: -8px;
}
.item {
display: flex;
gap: 8px;
align-items: center;
min-height: 28px;
color: var(--text);
border-radius: 4px;
}
.number {
flex: none;
color: var(--faint);
font-variant-numeric: tabular-nums;
}
@container (max-width: 339px) {
.do {
margin-inline-end: -4px;
}
.do .button {
padding: 8px 4px;
}
.view span {
display: none;
}
.view ha-icon {
display: block;
}
}
`;var or=5e3,cn=[1e3,2e3,5e3,1e4,3e4,6e4],qe=class{constructor(e,n){this.connection=e;this.entryId=n;this.known=Y;this.#e=new Set;this.#n=0;this.#i=0;this.#r=!1;this.#d=()=>{this.#t=void 0,this.#i=0,this.#a()};this.#a=()=>{clearTimeout(this.#s);let e=++this.#n,n={type:"plex_arrivals/subscribe",...this.entryId&&{entry_id:this.entryId}};this.connection.subscribeMessage(r=>e===this.#n&&this.#p(r),n,{resubscribe:!1}).then(r=>{e===this.#n?this.#t=r:r().catch(()=>{})},r=>e===this.#n&&this.#h(r?.code))}}#e;#t;#n;#i;#r;#s;#o;listen(e){return this.#e.add(e),clearTimeout(this.#o),this.#r||this.#l(),()=>{this.#e.delete(e),!this.#e.size&&(this.#o=setTimeout(()=>this.#u(),or))}}again(){!this.refusal||!this.#r||(this.refusal=void 0,this.#i=0,this.#a())}#l(){this.#r=!0,this.connection.addEventListener("ready",this.#d),this.#a()}#u(){this.#r=!1,this.#n++,clearTimeout(this.#s),this.connection.removeEventListener("ready",this.#d),this.#t?.().catch(()=>{}),this.#t=void 0,this.known=Y,this.refusal=void 0}#d;#a;#p(e){this.refusal=void 0,this.#i=0,this.known=It(this.known,e),this.#c()}#h(e){let n=["unauthorized","not_found","unknown_command"];this.refusal=n.includes(e)?e:"failed",this.#s=setTimeout(this.#a,cn[Math.min(this.#i++,cn.length-1)]),this.#c()}#c(){for(let e of this.#e)e()}},un=new WeakMap;function pn(t,e){let n=un.get(t);n||un.set(t,n=new Map);let r=n.get(e??"");return r||n.set(e??"",r=new qe(t,e)),r}var ar=3e4,xe=class extends b{static{this.styles=[on,an,dn,ln]}static{this.properties={_config:{state:!0},_opened:{state:!0},_busy:{state:!0}}}#e;#t;#n;#i;constructor(){super(),this._opened=new Set,this._busy=new Set}static{this.getConfigForm=Ot}static{this.getStubConfig=Dt}setConfig(e){this._config=M(e),this.#r()}getCardSize(){let{show:e,deliveries:n}=this._config??M({}),r={status:1,deliveries:1+Math.min(n,5),recently_added:4};return e.reduce((i,s)=>i+r[s],0)}getGridOptions(){return{columns:12,min_columns:6}}set hass(e){let n=this.#e;this.#e=e;let r=i=>[i?.locale,i?.language,i?.user,i?.localize,i?.config?.time_zone,i&&hn(i,[]).join()];(!n||r(n).some((i,s)=>i!==r(e)[s]))&&this.requestUpdate(),n?.connection!==e.connection&&this.#r(),n&&(n.config?.state!==e.config?.state||Ke(n)!==Ke(e))&&(this.#t?.again(),this.requestUpdate())}connectedCallback(){super.connectedCallback(),this.#i=setInterval(()=>document.hidden||this.requestUpdate(),ar),this.#r()}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.#i),this.#s()}#r(){if(!this.isConnected||!this.#e||!this._config)return;let[e,n]=this._config.entryIds,r=pn(this.#e.connection,n?void 0:e);r!==this.#t&&(this.#s(),this.#t=r,this.#n=r.listen(()=>this.requestUpdate()),this.requestUpdate())}#s(){this.#n?.(),this.#n=this.#t=void 0}shouldUpdate(e){return!!(this._config&&this.#e)}update(e){let n=this.shadowRoot?.activeElement,r=n?.closest("li.row"),i=n?.closest("section")?.querySelector(".heading");if(super.update(e),!n||n.isConnected)return;((r?.isConnected?r.querySelector("a, button"):null)??i)?.focus({preventScroll:!0})}render(){let e=k(this.#e.locale?.language??this.#e.language);return c`<ha-card .header=${this._config.title||void 0}>
<div class="card ${this._config.title?"titled":""}">${this.#o(e)}</div>
</ha-card>`}#o(e){let{entryIds:n}=this._config,{known:r,refusal:i}=this.#t??{known:Y,refusal:void 0},s=this.#e.config?.state!==void 0&&this.#e.config.state!=="RUNNING",o=!!this.#e.user?.is_admin,a=hn(this.#e,n);if(i&&!s)return i!=="unknown_command"||Ke(this.#e)?gn(e,i,o):a.length?mn(e,a,o):fn(e,o);let l=r.servers?.filter(({entry_id:d})=>!n.length||n.includes(d));if(!l)return Ue(e,this._config);if(!l.length)return a.length?mn(e,a,o):n.length?gn(e,!o&&lr(this.#e,n)?"unauthorized":"not_found",o):fn(e,o);let u=this.#l(e),f=l.map(d=>r.views[d.entry_id]);return c`${ur(e,f)}
${U(l,({entry_id:d})=>d,(d,h)=>c`<div class="server">${dr(u,d,f[h],l.length>1)}</div>`)}`}#l(e){let n=this.#e,r=n.locale??{language:n.language};return{hass:n,config:this._config,say:e,clock:{locale:r,words:Et(r.language),timeZone:n.config.time_zone,now:Date.now()},opened:this._opened,busy:this._busy,toggle:i=>this._opened=Ge(this._opened,i),act:(i,s,o)=>{if(this._busy.has(o))return;let a={config_entry_id:s,delivery_id:o};this._busy=Ge(this._busy,o),n.callService("plex_arrivals",i,a).catch(()=>{}).finally(()=>this._busy=Ge(this._busy,o))}}}};function lr({devices:t},e){return Object.values(t??{}).some(n=>e.includes(n?.primary_config_entry??""))}function hn({devices:t},e){return Object.values(t??{}).filter(n=>n?.disabled_by==="config_entry"&&n.identifiers?.some(([r])=>r==="plex_arrivals")).filter(n=>!e.length||e.includes(n.primary_config_entry??"")).map(n=>n.name_by_user||n.name||"Plex")}function mn(t,e,n){return e.map(r=>y(t,"mdi:server-off","disabled",n?"enable_server":"ask_admin",{name:r}))}function dr(t,e,n,r){let{say:i,config:s}=t;if(!n)return e.loaded?Ue(i,s):be(t,e,void 0);let o=r&&!s.show.includes("status"),a=s.show.map(d=>{if(d==="status")return n.server?.online!==void 0&&be(t,e,n.server);if(d==="deliveries")return(n.deliveries??n.running)&&f(i(d),en(t,e.entry_id,n));if(!n.server?.recently_added)return;let[h,p]=cr(t,n);return f(h,Yt(t,n.server),p)});!(s.show.includes("status")&&n.server?.online!==void 0)&&!(e.loaded&&n.server?.online!==!1)&&a.unshift(be(t,e,n.server));let u=a.filter(Boolean);return u.length?u:y(i,"mdi:lock-outline","hidden","ask_admin");function f(d,h,p){let g=o?i("of_server",{part:d,server:n?.server?.name||e.title}):d;return c`<section>
<h3 class="heading" tabindex="-1">${p?P(p,"",g):g}</h3>
${h}
</section>`}}function cr({say:t,config:e},n){let r=n.server?.libraries?.find(({id:i,title:s})=>ge(e.library,i,s));return e.library.length>1||!r?[t("recently_added"),void 0]:[t("recently_added_in",{library:r.title}),r.url]}function ur(t,e){let n=e.find(Boolean);switch(n&&nn("0.2.0",n.version)){case"integration":return y(t,"mdi:update","unknown_command","update_hint");case"card":return y(t,"mdi:update","newer",void 0,{},c`<button class="button" @click=${()=>location.reload()}>${t("reload")}</button>`);default:return m}}function Ke({config:t}){return t?.components?.includes("plex_arrivals")??!0}function fn(t,e){return e?y(t,"mdi:plex","no_server","add_server"):y(t,"mdi:lock-outline","no_server_allowed","ask_admin")}function gn(t,e,n){switch(e){case"unauthorized":return y(t,"mdi:lock-outline","unauthorized","ask_admin");case"not_found":return y(t,"mdi:server-off","not_found_server",n?"choose_server":void 0);case"unknown_command":return y(t,"mdi:update","unknown_command","update_hint");case"failed":return y(t,"mdi:alert-circle-outline","failed")}}function Ge(t,e){let n=new Set(t);return n.delete(e)||n.add(e),n}var we=class extends b{static{this.properties={src:{},icon:{},online:{},_shown:{state:!0},_failed:{state:!0}}}createRenderRoot(){return this}willUpdate(e){e.has("online")&&this.online&&(this._failed=!1),e.has("src")&&(!this._failed&&this.src&&this._shown&&Ie(this.src)===Ie(this._shown)||(this._shown=this.src,this._failed=!1))}render(){return this._shown&&!this._failed?c`<img
src=${this._shown}
alt=""
loading="lazy"
decoding="async"
@load=${e=>e.target.classList.add("there")}
@error=${()=>this.#e()}
/>`:this.icon?c`<ha-icon .icon=${this.icon}></ha-icon>`:m}#e(){this._shown===this.src?this._failed=!0:this._shown=this.src}};customElements.get("plex-arrivals-poster")||customElements.define("plex-arrivals-poster",we);customElements.get(G)||(customElements.define(G,xe),(window.customCards??=[]).push({type:G,get name(){return k(z())("name")},get description(){return k(z())("about")},preview:!0,documentationURL:"https://github.com/plex-arrivals/plex-arrivals/blob/main/docs/card.md",getEntitySuggestion:Lt}));
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
lit-html/directive.js:
lit-html/directives/repeat.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directive-helpers.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
