var X=globalThis,ee=X.ShadowRoot&&(X.ShadyCSS===void 0||X.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Ae=Symbol(),Ze=new WeakMap,W=class{constructor(e,n,i){if(this._$cssResult$=!0,i!==Ae)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=n}get styleSheet(){let e=this.o,n=this.t;if(ee&&e===void 0){let i=n!==void 0&&n.length===1;i&&(e=Ze.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&Ze.set(n,e))}return e}toString(){return this.cssText}},Je=t=>new W(typeof t=="string"?t:t+"",void 0,Ae),w=(t,...e)=>{let n=t.length===1?t[0]:e.reduce((i,r,s)=>i+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(r)+t[s+1],t[0]);return new W(n,t,Ae)},Qe=(t,e)=>{if(ee)t.adoptedStyleSheets=e.map(n=>n instanceof CSSStyleSheet?n:n.styleSheet);else for(let n of e){let i=document.createElement("style"),r=X.litNonce;r!==void 0&&i.setAttribute("nonce",r),i.textContent=n.cssText,t.appendChild(i)}},Se=ee?t=>t:t=>t instanceof CSSStyleSheet?(e=>{let n="";for(let i of e.cssRules)n+=i.cssText;return Je(n)})(t):t;var{is:_n,defineProperty:vn,getOwnPropertyDescriptor:yn,getOwnPropertyNames:bn,getOwnPropertySymbols:xn,getPrototypeOf:wn}=Object,te=globalThis,Xe=te.trustedTypes,$n=Xe?Xe.emptyScript:"",An=te.reactiveElementPolyfillSupport,V=(t,e)=>t,ke={toAttribute(t,e){switch(e){case Boolean:t=t?$n:null;break;case Object:case Array:t=t==null?t:JSON.stringify(t)}return t},fromAttribute(t,e){let n=t;switch(e){case Boolean:n=t!==null;break;case Number:n=t===null?null:Number(t);break;case Object:case Array:try{n=JSON.parse(t)}catch{n=null}}return n}},tt=(t,e)=>!_n(t,e),et={attribute:!0,type:String,converter:ke,reflect:!1,useDefault:!1,hasChanged:tt};Symbol.metadata??=Symbol("metadata"),te.litPropertyMetadata??=new WeakMap;var $=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,n=et){if(n.state&&(n.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((n=Object.create(n)).wrapped=!0),this.elementProperties.set(e,n),!n.noAccessor){let i=Symbol(),r=this.getPropertyDescriptor(e,i,n);r!==void 0&&vn(this.prototype,e,r)}}static getPropertyDescriptor(e,n,i){let{get:r,set:s}=yn(this.prototype,e)??{get(){return this[n]},set(o){this[n]=o}};return{get:r,set(o){let a=r?.call(this);s?.call(this,o),this.requestUpdate(e,a,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??et}static _$Ei(){if(this.hasOwnProperty(V("elementProperties")))return;let e=wn(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(V("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(V("properties"))){let n=this.properties,i=[...bn(n),...xn(n)];for(let r of i)this.createProperty(r,n[r])}let e=this[Symbol.metadata];if(e!==null){let n=litPropertyMetadata.get(e);if(n!==void 0)for(let[i,r]of n)this.elementProperties.set(i,r)}this._$Eh=new Map;for(let[n,i]of this.elementProperties){let r=this._$Eu(n,i);r!==void 0&&this._$Eh.set(r,n)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let n=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let r of i)n.unshift(Se(r))}else e!==void 0&&n.push(Se(e));return n}static _$Eu(e,n){let i=n.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,n=this.constructor.elementProperties;for(let i of n.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Qe(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,n,i){this._$AK(e,i)}_$ET(e,n){let i=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,i);if(r!==void 0&&i.reflect===!0){let s=(i.converter?.toAttribute!==void 0?i.converter:ke).toAttribute(n,i.type);this._$Em=e,s==null?this.removeAttribute(r):this.setAttribute(r,s),this._$Em=null}}_$AK(e,n){let i=this.constructor,r=i._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let s=i.getPropertyOptions(r),o=typeof s.converter=="function"?{fromAttribute:s.converter}:s.converter?.fromAttribute!==void 0?s.converter:ke;this._$Em=r;let a=o.fromAttribute(n,s.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,n,i,r=!1,s){if(e!==void 0){let o=this.constructor;if(r===!1&&(s=this[e]),i??=o.getPropertyOptions(e),!((i.hasChanged??tt)(s,n)||i.useDefault&&i.reflect&&s===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,i))))return;this.C(e,n,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,n,{useDefault:i,reflect:r,wrapped:s},o){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??n??this[e]),s!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(n=void 0),this._$AL.set(e,n)),r===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(n){Promise.reject(n)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[r,s]of this._$Ep)this[r]=s;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[r,s]of i){let{wrapped:o}=s,a=this[r];o!==!0||this._$AL.has(r)||a===void 0||this.C(r,void 0,s,a)}}let e=!1,n=this._$AL;try{e=this.shouldUpdate(n),e?(this.willUpdate(n),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(n)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(n)}willUpdate(e){}_$AE(e){this._$EO?.forEach(n=>n.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(n=>this._$ET(n,this[n])),this._$EM()}updated(e){}firstUpdated(e){}};$.elementStyles=[],$.shadowRootOptions={mode:"open"},$[V("elementProperties")]=new Map,$[V("finalized")]=new Map,An?.({ReactiveElement:$}),(te.reactiveElementVersions??=[]).push("2.1.2");var Ee=globalThis,nt=t=>t,ne=Ee.trustedTypes,it=ne?ne.createPolicy("lit-html",{createHTML:t=>t}):void 0,Te="$lit$",A=`lit$${Math.random().toFixed(9).slice(2)}$`,Re="?"+A,Sn=`<${Re}>`,O=document,F=()=>O.createComment(""),q=t=>t===null||typeof t!="object"&&typeof t!="function",Ce=Array.isArray,dt=t=>Ce(t)||typeof t?.[Symbol.iterator]=="function",Pe=`[ 	
\f\r]`,B=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,rt=/-->/g,st=/>/g,R=RegExp(`>|${Pe}(?:([^\\s"'>=/]+)(${Pe}*=${Pe}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),ot=/'/g,at=/"/g,ct=/^(?:script|style|textarea|title)$/i,Oe=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),c=Oe(1),ut=Oe(2),_i=Oe(3),S=Symbol.for("lit-noChange"),m=Symbol.for("lit-nothing"),lt=new WeakMap,C=O.createTreeWalker(O,129);function pt(t,e){if(!Ce(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return it!==void 0?it.createHTML(e):e}var ht=(t,e)=>{let n=t.length-1,i=[],r,s=e===2?"<svg>":e===3?"<math>":"",o=B;for(let a=0;a<n;a++){let l=t[a],u,f,d=-1,h=0;for(;h<l.length&&(o.lastIndex=h,f=o.exec(l),f!==null);)h=o.lastIndex,o===B?f[1]==="!--"?o=rt:f[1]!==void 0?o=st:f[2]!==void 0?(ct.test(f[2])&&(r=RegExp("</"+f[2],"g")),o=R):f[3]!==void 0&&(o=R):o===R?f[0]===">"?(o=r??B,d=-1):f[1]===void 0?d=-2:(d=o.lastIndex-f[2].length,u=f[1],o=f[3]===void 0?R:f[3]==='"'?at:ot):o===at||o===ot?o=R:o===rt||o===st?o=B:(o=R,r=void 0);let p=o===R&&t[a+1].startsWith("/>")?" ":"";s+=o===B?l+Sn:d>=0?(i.push(u),l.slice(0,d)+Te+l.slice(d)+A+p):l+A+(d===-2?a:p)}return[pt(t,s+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},G=class t{constructor({strings:e,_$litType$:n},i){let r;this.parts=[];let s=0,o=0,a=e.length-1,l=this.parts,[u,f]=ht(e,n);if(this.el=t.createElement(u,i),C.currentNode=this.el.content,n===2||n===3){let d=this.el.content.firstChild;d.replaceWith(...d.childNodes)}for(;(r=C.nextNode())!==null&&l.length<a;){if(r.nodeType===1){if(r.hasAttributes())for(let d of r.getAttributeNames())if(d.endsWith(Te)){let h=f[o++],p=r.getAttribute(d).split(A),g=/([.?@])?(.*)/.exec(h);l.push({type:1,index:s,name:g[2],strings:p,ctor:g[1]==="."?re:g[1]==="?"?se:g[1]==="@"?oe:L}),r.removeAttribute(d)}else d.startsWith(A)&&(l.push({type:6,index:s}),r.removeAttribute(d));if(ct.test(r.tagName)){let d=r.textContent.split(A),h=d.length-1;if(h>0){r.textContent=ne?ne.emptyScript:"";for(let p=0;p<h;p++)r.append(d[p],F()),C.nextNode(),l.push({type:2,index:++s});r.append(d[h],F())}}}else if(r.nodeType===8)if(r.data===Re)l.push({type:2,index:s});else{let d=-1;for(;(d=r.data.indexOf(A,d+1))!==-1;)l.push({type:7,index:s}),d+=A.length-1}s++}}static createElement(e,n){let i=O.createElement("template");return i.innerHTML=e,i}};function N(t,e,n=t,i){if(e===S)return e;let r=i!==void 0?n._$Co?.[i]:n._$Cl,s=q(e)?void 0:e._$litDirective$;return r?.constructor!==s&&(r?._$AO?.(!1),s===void 0?r=void 0:(r=new s(t),r._$AT(t,n,i)),i!==void 0?(n._$Co??=[])[i]=r:n._$Cl=r),r!==void 0&&(e=N(t,r._$AS(t,e.values),r,i)),e}var ie=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:i}=this._$AD,r=(e?.creationScope??O).importNode(n,!0);C.currentNode=r;let s=C.nextNode(),o=0,a=0,l=i[0];for(;l!==void 0;){if(o===l.index){let u;l.type===2?u=new I(s,s.nextSibling,this,e):l.type===1?u=new l.ctor(s,l.name,l.strings,this,e):l.type===6&&(u=new ae(s,this,e)),this._$AV.push(u),l=i[++a]}o!==l?.index&&(s=C.nextNode(),o++)}return C.currentNode=O,r}p(e){let n=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,n),n+=i.strings.length-2):i._$AI(e[n])),n++}},I=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,i,r){this.type=2,this._$AH=m,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=i,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=N(this,e,n),q(e)?e===m||e==null||e===""?(this._$AH!==m&&this._$AR(),this._$AH=m):e!==this._$AH&&e!==S&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):dt(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==m&&q(this._$AH)?this._$AA.nextSibling.data=e:this.T(O.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:i}=e,r=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=G.createElement(pt(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===r)this._$AH.p(n);else{let s=new ie(r,this),o=s.u(this.options);s.p(n),this.T(o),this._$AH=s}}_$AC(e){let n=lt.get(e.strings);return n===void 0&&lt.set(e.strings,n=new G(e)),n}k(e){Ce(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,i,r=0;for(let s of e)r===n.length?n.push(i=new t(this.O(F()),this.O(F()),this,this.options)):i=n[r],i._$AI(s),r++;r<n.length&&(this._$AR(i&&i._$AB.nextSibling,r),n.length=r)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let i=nt(e).nextSibling;nt(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},L=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,i,r,s){this.type=1,this._$AH=m,this._$AN=void 0,this.element=e,this.name=n,this._$AM=r,this.options=s,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=m}_$AI(e,n=this,i,r){let s=this.strings,o=!1;if(s===void 0)e=N(this,e,n,0),o=!q(e)||e!==this._$AH&&e!==S,o&&(this._$AH=e);else{let a=e,l,u;for(e=s[0],l=0;l<s.length-1;l++)u=N(this,a[i+l],n,l),u===S&&(u=this._$AH[l]),o||=!q(u)||u!==this._$AH[l],u===m?e=m:e!==m&&(e+=(u??"")+s[l+1]),this._$AH[l]=u}o&&!r&&this.j(e)}j(e){e===m?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},re=class extends L{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===m?void 0:e}},se=class extends L{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==m)}},oe=class extends L{constructor(e,n,i,r,s){super(e,n,i,r,s),this.type=5}_$AI(e,n=this){if((e=N(this,e,n,0)??m)===S)return;let i=this._$AH,r=e===m&&i!==m||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,s=e!==m&&(i===m||r);r&&this.element.removeEventListener(this.name,this,i),s&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ae=class{constructor(e,n,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){N(this,e)}},mt={M:Te,P:A,A:Re,C:1,L:ht,R:ie,D:dt,V:N,I,H:L,N:se,U:oe,B:re,F:ae},kn=Ee.litHtmlPolyfillSupport;kn?.(G,I),(Ee.litHtmlVersions??=[]).push("3.3.3");var ft=(t,e,n)=>{let i=n?.renderBefore??e,r=i._$litPart$;if(r===void 0){let s=n?.renderBefore??null;i._$litPart$=r=new I(e.insertBefore(F(),s),s,void 0,n??{})}return r._$AI(t),r};var Ne=globalThis,b=class extends ${constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let n=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=ft(n,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return S}};b._$litElement$=!0,b.finalized=!0,Ne.litElementHydrateSupport?.({LitElement:b});var Pn=Ne.litElementPolyfillSupport;Pn?.({LitElement:b});(Ne.litElementVersions??=[]).push("4.2.2");var gt={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},_t=t=>(...e)=>({_$litDirective$:t,values:e}),le=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,n,i){this._$Ct=e,this._$AM=n,this._$Ci=i}_$AS(e,n){return this.update(e,n)}update(e,n){return this.render(...n)}};var{I:En}=mt,vt=t=>t;var yt=()=>document.createComment(""),H=(t,e,n)=>{let i=t._$AA.parentNode,r=e===void 0?t._$AB:e._$AA;if(n===void 0){let s=i.insertBefore(yt(),r),o=i.insertBefore(yt(),r);n=new En(s,o,t,t.options)}else{let s=n._$AB.nextSibling,o=n._$AM,a=o!==t;if(a){let l;n._$AQ?.(t),n._$AM=t,n._$AP!==void 0&&(l=t._$AU)!==o._$AU&&n._$AP(l)}if(s!==r||a){let l=n._$AA;for(;l!==s;){let u=vt(l).nextSibling;vt(i).insertBefore(l,r),l=u}}}return n},E=(t,e,n=t)=>(t._$AI(e,n),t),Tn={},bt=(t,e=Tn)=>t._$AH=e,xt=t=>t._$AH,de=t=>{t._$AR(),t._$AA.remove()};var wt=(t,e,n)=>{let i=new Map;for(let r=e;r<=n;r++)i.set(t[r],r);return i},U=_t(class extends le{constructor(t){if(super(t),t.type!==gt.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,n){let i;n===void 0?n=e:e!==void 0&&(i=e);let r=[],s=[],o=0;for(let a of t)r[o]=i?i(a,o):o,s[o]=n(a,o),o++;return{values:s,keys:r}}render(t,e,n){return this.dt(t,e,n).values}update(t,[e,n,i]){let r=xt(t),{values:s,keys:o}=this.dt(e,n,i);if(!Array.isArray(r))return this.ut=o,s;let a=this.ut??=[],l=[],u,f,d=0,h=r.length-1,p=0,g=s.length-1;for(;d<=h&&p<=g;)if(r[d]===null)d++;else if(r[h]===null)h--;else if(a[d]===o[p])l[p]=E(r[d],s[p]),d++,p++;else if(a[h]===o[g])l[g]=E(r[h],s[g]),h--,g--;else if(a[d]===o[g])l[g]=E(r[d],s[g]),H(t,l[g+1],r[d]),d++,g--;else if(a[h]===o[p])l[p]=E(r[h],s[p]),H(t,r[d],r[h]),h--,p++;else if(u===void 0&&(u=wt(o,p,g),f=wt(a,d,h)),u.has(a[d]))if(u.has(a[h])){let x=f.get(o[p]),$e=x!==void 0?r[x]:null;if($e===null){let Ye=H(t,r[d]);E(Ye,s[p]),l[p]=Ye}else l[p]=E($e,s[p]),H(t,r[d],$e),r[x]=null;p++}else de(r[h]),h--;else de(r[d]),d++;for(;p<=g;){let x=H(t,l[g+1]);E(x,s[p]),l[p++]=x}for(;d<=h;){let x=r[d++];x!==null&&de(x)}return this.ut=o,bt(t,l),S}});var $t={name:"Plex Arrivals",about:"Downloads auf dem Weg in Plex, und was hinzugekommen ist",status:"Status",deliveries:"Lieferungen",recently_added:"Zuletzt hinzugefügt",recently_added_in:"Zuletzt hinzugefügt in {library}",of_server:"{part} · {server}",online:"Online",online_since:"Online seit {time}",offline:"Offline",offline_since:"Offline seit {time}",scanning_library:"scannt {library}",more:"{n} weitere",not_loaded:"Noch nicht bereit",downloading:"Wird geladen",waiting:"Wartet",scanning:"Wird gescannt",available:"In Plex",upgraded:"Bessere Datei",partly:"Teilweise in Plex",unmatched:"Ohne Mediathek",missing:"Fehlt",settling:"Dateien ändern sich noch",plex_offline:"Plex ist nicht verfügbar",import_awaited:"auf den Import",no_library:"keine enthält {path}",no_import:"nach einem Tag nicht importiert",not_found:"in Plex nicht aufgetaucht",forbidden:"Plex erlaubt es nicht",plex_failed:"Plex ist daran gescheitert",internal_error:"ein Fehler, siehe Protokoll",partly_found:"{n} von {all} Dateien",not_recognised:"nicht erkannt",time_left:"noch {time}",items:"{n} Titel",episodes:"{n} Folgen",tracks:"{n} Titel",found_episodes:"{n} von {all} Folgen in Plex",found_tracks:"{n} von {all} Titeln in Plex",found_files:"{n} von {all} Dateien in Plex",season:"Staffel {n}",view:"In Plex ansehen",fix:"Beheben",details:"Mehr zu {title}",retry:"Noch einmal",dismiss:"Verwerfen",repairs:"Reparaturen öffnen",tried:"Gescannt: {places}",files_missing:"Nicht in Plex: {files}",show_all:"{n} weitere anzeigen",show_less:"Weniger anzeigen",action:"Aktion",webhook:"Webhook",loading:"Wird geladen",no_deliveries:"Keine Downloads unterwegs",no_recent:"Noch nichts hinzugefügt",no_such_library:"Keine Mediathek heißt {library}",no_server:"Kein Plex-Server eingerichtet",no_server_allowed:"Es gibt keinen Plex-Server, den du sehen darfst",unauthorized:"Du darfst diesen Plex-Server nicht sehen",not_found_server:"Dieser Plex-Server ist nicht mehr eingerichtet",unknown_command:"Diese Karte braucht ein neueres Plex Arrivals",update_hint:"Starte Home Assistant neu, um die Aktualisierung abzuschließen",failed:"Plex Arrivals antwortet nicht",newer:"Plex Arrivals wurde aktualisiert",reload:"Neu laden",choose_server:"Bearbeite die Karte und wähle einen anderen Server",ask_admin:"Ein Administrator kann es erlauben",add_server:"Richte einen unter Einstellungen, Geräte & Dienste ein",disabled:"{name} ist deaktiviert",enable_server:"Unter Einstellungen, Geräte & Dienste aktivieren",hidden:"Du darfst nichts von dem sehen, was diese Karte zeigt",label_title:"Titel",label_entry_id:"Server",label_show:"Was gezeigt wird, in dieser Reihenfolge",label_deliveries:"Zahl der Lieferungen",label_recently_added:"Zahl der Poster",label_library:"Mediathek",label_layout:"Poster",help_all:"Leer: alle",help_number:"Leer: {n}",help_library:"Nur diese unter „Zuletzt hinzugefügt“. Leer: alle",layout_row:"Eine Reihe zum Wischen",layout_grid:"Raster",bad_entry_id:"„entry_id“ muss die ID eines Eintrags von Plex Arrivals sein, oder eine Liste davon.",bad_show:"„show“ muss eine Liste aus status, deliveries und recently_added sein, jedes höchstens einmal.",bad_deliveries:"„deliveries“ muss eine ganze Zahl von 1 bis 50 sein.",bad_recently_added:"„recently_added“ muss eine ganze Zahl von 1 bis 50 sein.",bad_library:"„library“ muss eine Liste von Titeln oder IDs von Mediatheken sein.",bad_layout:"„layout“ muss row oder grid sein.",bad_title:"„title“ muss ein Text sein.",several_servers:"Mehrere Server lassen sich nur in YAML angeben."};var Le={name:"Plex Arrivals",about:"Downloads on their way into Plex, and what was added",status:"Status",deliveries:"Deliveries",recently_added:"Recently added",recently_added_in:"Recently added in {library}",of_server:"{part} · {server}",online:"Online",online_since:"Online since {time}",offline:"Offline",offline_since:"Offline since {time}",scanning_library:"scanning {library}",more:"{n} more",not_loaded:"Not ready yet",downloading:"Downloading",waiting:"Waiting",scanning:"Scanning",available:"In Plex",upgraded:"Upgraded",partly:"Partly in Plex",unmatched:"Not matched",missing:"Missing",settling:"files still moving",plex_offline:"Plex is not available",import_awaited:"for its import",no_library:"no library covers {path}",no_import:"not imported within a day",not_found:"nothing appeared in Plex",forbidden:"Plex does not allow it",plex_failed:"Plex could not do it",internal_error:"an error, see the log",partly_found:"{n} of {all} files",not_recognised:"not recognised",time_left:"{time} left",items:"{n} items",episodes:"{n} episodes",tracks:"{n} tracks",found_episodes:"{n} of {all} episodes in Plex",found_tracks:"{n} of {all} tracks in Plex",found_files:"{n} of {all} files in Plex",season:"Season {n}",view:"View in Plex",fix:"Fix",details:"Details of {title}",retry:"Try again",dismiss:"Dismiss",repairs:"Open repairs",tried:"Scanned: {places}",files_missing:"Not in Plex: {files}",show_all:"Show {n} more",show_less:"Show fewer",action:"Action",webhook:"Webhook",loading:"Loading",no_deliveries:"No downloads on their way",no_recent:"Nothing added yet",no_such_library:"No library is called {library}",no_server:"No Plex server is set up",no_server_allowed:"There is no Plex server that you may see",unauthorized:"You may not see this Plex server",not_found_server:"This Plex server is no longer set up",unknown_command:"This card needs a newer Plex Arrivals",update_hint:"Restart Home Assistant to finish the update",failed:"Plex Arrivals does not answer",newer:"Plex Arrivals was updated",reload:"Reload",choose_server:"Edit the card and choose another server",ask_admin:"An administrator can allow it",add_server:"Add one under Settings, Devices & services",disabled:"{name} is disabled",enable_server:"Enable it under Settings, Devices & services",hidden:"You may not see anything of what this card shows",label_title:"Title",label_entry_id:"Server",label_show:"What to show, in this order",label_deliveries:"Number of deliveries",label_recently_added:"Number of posters",label_library:"Library",label_layout:"Posters",help_all:"If empty: all",help_number:"If empty: {n}",help_library:"Only these in recently added. If empty: all",layout_row:"One row to swipe",layout_grid:"Grid",bad_entry_id:"“entry_id” must be the id of a Plex Arrivals entry, or a list of them.",bad_show:"“show” must be a list of status, deliveries and recently_added, each at most once.",bad_deliveries:"“deliveries” must be a whole number from 1 to 50.",bad_recently_added:"“recently_added” must be a whole number from 1 to 50.",bad_library:"“library” must be a list of titles or ids of libraries.",bad_layout:"“layout” must be row or grid.",bad_title:"“title” must be a text.",several_servers:"Several servers can be set in YAML only."};var At={name:"Plex Arrivals",about:"Las descargas de camino a Plex y lo último añadido",status:"Estado",deliveries:"Entregas",recently_added:"Añadido recientemente",recently_added_in:"Añadido recientemente en {library}",of_server:"{part} · {server}",online:"En línea",online_since:"En línea desde {time}",offline:"Sin conexión",offline_since:"Sin conexión desde {time}",scanning_library:"escaneando {library}",more:"{n} más",not_loaded:"Aún no está listo",downloading:"Descargando",waiting:"En espera",scanning:"Escaneando",available:"En Plex",upgraded:"Mejorada",partly:"En parte en Plex",unmatched:"Sin biblioteca",missing:"No encontrada",settling:"los archivos aún cambian",plex_offline:"Plex no está disponible",import_awaited:"de la importación",no_library:"ninguna contiene {path}",no_import:"sin importar en un día",not_found:"no apareció nada en Plex",forbidden:"Plex no lo permite",plex_failed:"Plex no pudo hacerlo",internal_error:"un error, mira el registro",partly_found:"{n} de {all} archivos",not_recognised:"sin reconocer",time_left:"quedan {time}",items:"{n} elementos",episodes:"{n} episodios",tracks:"{n} pistas",found_episodes:"{n} de {all} episodios en Plex",found_tracks:"{n} de {all} pistas en Plex",found_files:"{n} de {all} archivos en Plex",season:"Temporada {n}",view:"Ver en Plex",fix:"Arreglar",details:"Detalles de {title}",retry:"Reintentar",dismiss:"Descartar",repairs:"Abrir reparaciones",tried:"Escaneado: {places}",files_missing:"No están en Plex: {files}",show_all:"Mostrar {n} más",show_less:"Mostrar menos",action:"Acción",webhook:"Webhook",loading:"Cargando",no_deliveries:"No hay descargas en camino",no_recent:"Aún no se ha añadido nada",no_such_library:"Ninguna biblioteca se llama {library}",no_server:"No hay ningún servidor Plex configurado",no_server_allowed:"No hay ningún servidor Plex que puedas ver",unauthorized:"No puedes ver este servidor Plex",not_found_server:"Este servidor Plex ya no está configurado",unknown_command:"Esta tarjeta necesita un Plex Arrivals más nuevo",update_hint:"Reinicia Home Assistant para terminar la actualización",failed:"Plex Arrivals no responde",newer:"Plex Arrivals se ha actualizado",reload:"Recargar",choose_server:"Edita la tarjeta y elige otro servidor",ask_admin:"Un administrador puede permitirlo",add_server:"Añade uno en Ajustes, Dispositivos y servicios",disabled:"{name} está desactivado",enable_server:"Actívalo en Ajustes, Dispositivos y servicios",hidden:"No puedes ver nada de lo que muestra esta tarjeta",label_title:"Título",label_entry_id:"Servidor",label_show:"Qué mostrar, en este orden",label_deliveries:"Número de entregas",label_recently_added:"Número de pósteres",label_library:"Biblioteca",label_layout:"Pósteres",help_all:"Vacío: todo",help_number:"Vacío: {n}",help_library:"Solo estas en añadidos recientes. Vacío: todas",layout_row:"Una fila para deslizar",layout_grid:"Cuadrícula",bad_entry_id:"«entry_id» debe ser el id de una entrada de Plex Arrivals, o una lista de ellos.",bad_show:"«show» debe ser una lista de status, deliveries y recently_added, cada uno una vez como mucho.",bad_deliveries:"«deliveries» debe ser un número entero del 1 al 50.",bad_recently_added:"«recently_added» debe ser un número entero del 1 al 50.",bad_library:"«library» debe ser una lista de títulos o ids de bibliotecas.",bad_layout:"«layout» debe ser row o grid.",bad_title:"«title» debe ser un texto.",several_servers:"Varios servidores solo se pueden configurar en YAML."};var St={name:"Plex Arrivals",about:"Les téléchargements en route vers Plex et les ajouts récents",status:"État",deliveries:"Livraisons",recently_added:"Ajouts récents",recently_added_in:"Ajouts récents dans {library}",of_server:"{part} · {server}",online:"En ligne",online_since:"En ligne depuis {time}",offline:"Hors ligne",offline_since:"Hors ligne depuis {time}",scanning_library:"analyse de {library}",more:"{n} de plus",not_loaded:"Pas encore prêt",downloading:"Téléchargement",waiting:"En attente",scanning:"Analyse",available:"Dans Plex",upgraded:"Amélioré",partly:"En partie dans Plex",unmatched:"Sans bibliothèque",missing:"Introuvable",settling:"fichiers pas encore stables",plex_offline:"Plex n’est pas disponible",import_awaited:"de l’importation",no_library:"aucune ne contient {path}",no_import:"pas importé en une journée",not_found:"rien n’est apparu dans Plex",forbidden:"Plex ne l’autorise pas",plex_failed:"Plex n’a pas pu le faire",internal_error:"une erreur, voir le journal",partly_found:"{n} fichiers sur {all}",not_recognised:"non reconnu",time_left:"encore {time}",items:"{n} éléments",episodes:"{n} épisodes",tracks:"{n} pistes",found_episodes:"{n} épisodes sur {all} dans Plex",found_tracks:"{n} pistes sur {all} dans Plex",found_files:"{n} fichiers sur {all} dans Plex",season:"Saison {n}",view:"Voir dans Plex",fix:"Corriger",details:"Détails de {title}",retry:"Réessayer",dismiss:"Ignorer",repairs:"Ouvrir les réparations",tried:"Analysé : {places}",files_missing:"Pas dans Plex : {files}",show_all:"Afficher {n} de plus",show_less:"Afficher moins",action:"Action",webhook:"Webhook",loading:"Chargement",no_deliveries:"Aucun téléchargement en route",no_recent:"Aucun ajout pour l’instant",no_such_library:"Aucune bibliothèque ne s’appelle {library}",no_server:"Aucun serveur Plex n’est configuré",no_server_allowed:"Aucun serveur Plex ne vous est visible",unauthorized:"Vous ne pouvez pas voir ce serveur Plex",not_found_server:"Ce serveur Plex n’est plus configuré",unknown_command:"Cette carte demande une version plus récente de Plex Arrivals",update_hint:"Redémarrez Home Assistant pour terminer la mise à jour",failed:"Plex Arrivals ne répond pas",newer:"Plex Arrivals a été mis à jour",reload:"Recharger",choose_server:"Modifiez la carte et choisissez un autre serveur",ask_admin:"Un administrateur peut l’autoriser",add_server:"Ajoutez-en un dans Paramètres, Appareils et services",disabled:"{name} est désactivé",enable_server:"Activez-le sous Paramètres, Appareils et services",hidden:"Vous ne pouvez rien voir de ce que cette carte montre",label_title:"Titre",label_entry_id:"Serveur",label_show:"Ce qui est affiché, dans cet ordre",label_deliveries:"Nombre de livraisons",label_recently_added:"Nombre d’affiches",label_library:"Bibliothèque",label_layout:"Affiches",help_all:"Vide : tout",help_number:"Vide : {n}",help_library:"Seules celles-ci dans les ajouts récents. Vide : toutes",layout_row:"Une rangée à faire glisser",layout_grid:"Grille",bad_entry_id:"« entry_id » doit être l’identifiant d’une entrée de Plex Arrivals, ou une liste d’identifiants.",bad_show:"« show » doit être une liste de status, deliveries et recently_added, chacun une fois au plus.",bad_deliveries:"« deliveries » doit être un nombre entier de 1 à 50.",bad_recently_added:"« recently_added » doit être un nombre entier de 1 à 50.",bad_library:"« library » doit être une liste de titres ou d’identifiants de bibliothèques.",bad_layout:"« layout » doit être row ou grid.",bad_title:"« title » doit être un texte.",several_servers:"Plusieurs serveurs ne se configurent qu’en YAML."};var kt={name:"Plex Arrivals",about:"Downloads onderweg naar Plex, en wat er is toegevoegd",status:"Status",deliveries:"Leveringen",recently_added:"Recent toegevoegd",recently_added_in:"Recent toegevoegd in {library}",of_server:"{part} · {server}",online:"Online",online_since:"Online sinds {time}",offline:"Offline",offline_since:"Offline sinds {time}",scanning_library:"scant {library}",more:"nog {n}",not_loaded:"Nog niet gereed",downloading:"Downloaden",waiting:"Wacht",scanning:"Scannen",available:"In Plex",upgraded:"Verbeterd",partly:"Deels in Plex",unmatched:"Geen bibliotheek",missing:"Ontbreekt",settling:"bestanden veranderen nog",plex_offline:"Plex is niet beschikbaar",import_awaited:"op het importeren",no_library:"geen bevat {path}",no_import:"niet binnen een dag geïmporteerd",not_found:"niet in Plex verschenen",forbidden:"Plex staat het niet toe",plex_failed:"het lukte Plex niet",internal_error:"een fout, zie het logboek",partly_found:"{n} van {all} bestanden",not_recognised:"niet herkend",time_left:"nog {time}",items:"{n} items",episodes:"{n} afleveringen",tracks:"{n} nummers",found_episodes:"{n} van {all} afleveringen in Plex",found_tracks:"{n} van {all} nummers in Plex",found_files:"{n} van {all} bestanden in Plex",season:"Seizoen {n}",view:"Bekijk in Plex",fix:"Oplossen",details:"Meer over {title}",retry:"Opnieuw",dismiss:"Verwerpen",repairs:"Reparaties openen",tried:"Gescand: {places}",files_missing:"Niet in Plex: {files}",show_all:"Nog {n} tonen",show_less:"Minder tonen",action:"Actie",webhook:"Webhook",loading:"Laden",no_deliveries:"Geen downloads onderweg",no_recent:"Nog niets toegevoegd",no_such_library:"Geen bibliotheek heet {library}",no_server:"Er is geen Plex-server ingesteld",no_server_allowed:"Er is geen Plex-server die je mag zien",unauthorized:"Je mag deze Plex-server niet zien",not_found_server:"Deze Plex-server is niet meer ingesteld",unknown_command:"Deze kaart heeft een nieuwere Plex Arrivals nodig",update_hint:"Herstart Home Assistant om de update af te ronden",failed:"Plex Arrivals antwoordt niet",newer:"Plex Arrivals is bijgewerkt",reload:"Herladen",choose_server:"Bewerk de kaart en kies een andere server",ask_admin:"Een beheerder kan het toestaan",add_server:"Voeg er een toe bij Instellingen, Apparaten & diensten",disabled:"{name} is uitgeschakeld",enable_server:"Schakel deze in via Instellingen, Apparaten & diensten",hidden:"Je mag niets zien van wat deze kaart toont",label_title:"Titel",label_entry_id:"Server",label_show:"Wat er te zien is, in deze volgorde",label_deliveries:"Aantal leveringen",label_recently_added:"Aantal posters",label_library:"Bibliotheek",label_layout:"Posters",help_all:"Leeg: alle",help_number:"Leeg: {n}",help_library:"Alleen deze bij recent toegevoegd. Leeg: alle",layout_row:"Eén rij om te vegen",layout_grid:"Raster",bad_entry_id:"“entry_id” moet de id van een Plex Arrivals-item zijn, of een lijst daarvan.",bad_show:"“show” moet een lijst zijn van status, deliveries en recently_added, elk hoogstens één keer.",bad_deliveries:"“deliveries” moet een geheel getal van 1 tot 50 zijn.",bad_recently_added:"“recently_added” moet een geheel getal van 1 tot 50 zijn.",bad_library:"“library” moet een lijst zijn van titels of id's van bibliotheken.",bad_layout:"“layout” moet row of grid zijn.",bad_title:"“title” moet een tekst zijn.",several_servers:"Meerdere servers kunnen alleen in YAML worden ingesteld."};var Pt={en:Le,de:$t,fr:St,nl:kt,es:At},Et=(t="en")=>Pt[Tt(t)]?t:"en";function k(t){let e=Pt[Tt(t??"en")]??Le;return(n,i={})=>e[n].replace(/\{(\w+)\}/g,(r,s)=>String(i[s]??r))}var Tt=t=>t.split(/[-_]/)[0].toLowerCase(),M=()=>globalThis.document?.documentElement.lang||"en";var ue=["status","deliveries","recently_added"],De=50,ce=t=>typeof t=="string",Rt=t=>Array.isArray(t)&&t.every(e=>ce(e)&&e),Me=t=>Number.isFinite(t),Rn={title:ce,entry_id:t=>ce(t)||Rt(t),show:t=>Rt(t)&&t.every(e=>ue.includes(e))&&Cn(t)===t.length,deliveries:Me,recently_added:Me,library:t=>[t].flat().every(e=>ce(e)||Me(e)),layout:t=>t==="row"||t==="grid"};function D(t,e=M()){for(let[n,i]of Object.entries(Rn)){let r=t[n];if(r!=null&&!i(r))throw new Error(k(e)(`bad_${n}`))}return{title:t.title??"",entryIds:[t.entry_id??[]].flat().filter(Boolean),show:t.show?.length?t.show:[...ue],deliveries:Ct(t.deliveries??5),recentlyAdded:Ct(t.recently_added??12),library:[t.library??[]].flat().map(n=>String(n).trim()).filter(Boolean),layout:t.layout??"row"}}function Ct(t){return Math.min(Math.max(Math.round(t),1),De)}function Cn(t){return new Set(t).size}var K="plex-arrivals-card";function Ot(){let t=k(M()),{deliveries:e,recentlyAdded:n,layout:i}=D({}),r={entry_id:t("help_all"),show:t("help_all"),deliveries:t("help_number",{n:e}),recently_added:t("help_number",{n}),library:t("help_library"),layout:t("help_number",{n:t(`layout_${i}`)})},s={number:{min:1,max:De,mode:"box"}},o=(a,l,u)=>({select:{options:a.map(f=>({value:f,label:t(l(f))})),...u}});return{schema:[{name:"entry_id",selector:{config_entry:{integration:"plex_arrivals"}}},{name:"title",selector:{text:{}}},{name:"show",selector:o(ue,a=>a,{multiple:!0,reorder:!0,mode:"dropdown"})},{name:"",type:"grid",schema:[{name:"deliveries",selector:s},{name:"recently_added",selector:s}]},{name:"library",selector:{text:{multiple:!0}}},{name:"layout",selector:o(["row","grid"],a=>`layout_${a}`,{mode:"dropdown"})}],computeLabel:({name:a})=>a?t(`label_${a}`):"",computeHelper:({name:a})=>r[a]??"",assertConfig(a){if(D(a),Array.isArray(a.entry_id))throw new Error(t("several_servers"));if(a.library!=null&&!Array.isArray(a.library))throw new Error(t("bad_library"))}}}function Nt(){let{show:t,deliveries:e,recentlyAdded:n,layout:i}=D({});return{show:t,deliveries:e,recently_added:n,layout:i}}var On={recently_added:["recently_added"],library_recently_added:["recently_added"],last_arrival:["deliveries"],last_arrival_poster:["deliveries"],delivery:["deliveries"],deliveries_in_progress:["deliveries"],downloads_running:["deliveries"],online:["status"],library_scanning:["status"]};function Lt(t,e){let n=t.entities?.[e];if(n?.platform!=="plex_arrivals")return null;let i=n.device_id&&t.devices?.[n.device_id]?.primary_config_entry,r=On[n.translation_key??""];if(!r)return null;let[s]=n.translation_key==="library_recently_added"?Nn(t,e):[];return{config:{type:`custom:${K}`,...i&&{entry_id:i},show:r,...s&&{library:[s.library]}}}}function Nn(t,e){return t.states?.[e]?.attributes.items??[]}var ze=[160,320,640];function Mt(t,e,n){let i=e*Math.min(n,3),r=ze.find(s=>s*1.1>=i)??ze[ze.length-1];return`${t}${t.includes("?")?"&":"?"}width=${r}&height=${r*1.5}`}function Ie(t){return t.replace(/([?&])authSig=[^&]*&?/,"$1").replace(/[?&]$/,"")}function Dt(t){return t&&/^(https?|plex):/i.test(t)?t:void 0}function pe({hass:t},{problem:e}){if(!e||e==="cannot_connect")return;let n=`component.plex_arrivals.entity.binary_sensor.online.state_attributes.problem.state.${e}`;return t.localize(n)||void 0}function he(t,e,n,i,r){let s=e&&Mt(t.hass.hassUrl?.(e)??e,i,globalThis.devicePixelRatio||1);return c`<plex-arrivals-poster .src=${s||void 0} .icon=${n} .online=${r}></plex-arrivals-poster>`}function P(t,e,n,i){let r=Dt(t);if(!r)return c`<span class=${e}>${n}</span>`;let s=r.startsWith("http")?"_blank":"_self";return i?c`<a class=${e} href=${r} target=${s} rel="noreferrer" aria-label=${i}>${n}</a>`:c`<a class=${e} href=${r} target=${s} rel="noreferrer">${n}</a>`}var Y={views:{}};function It(t,e){if(e.kind==="servers"){let a=new Set(e.servers.map(l=>l.entry_id));return{servers:e.servers,views:Object.fromEntries(Object.entries(t.views).filter(([l])=>a.has(l)))}}let{kind:n,entry_id:i,...r}=e,s=Ln(r),o=t.views[i];return n==="snapshot"?{...t,views:{...t.views,[i]:s}}:o?{...t,views:{...t.views,[i]:Mn(o,s)}}:t}function Ln(t){let e={...t};return e.running&&=e.running.map(n=>({...n,download:n.download??zt})),e.deliveries&&=e.deliveries.map(n=>({...n,download:n.download??zt,items:n.items??[],missing_files:n.missing_files??[],tried:n.tried??[]})),e}var zt={name:"",path:"",source:"",finished_at:null};function Mn(t,{removed:e,deliveries:n,server:i,...r}){let s={...t,...r};if(i&&(s.server={...t.server,...i}),n||e){let o=new Set([...e??[],...(n??[]).map(a=>a.delivery_id)]);s.deliveries=[...(t.deliveries??[]).filter(a=>!o.has(a.delivery_id)),...n??[]].sort(Dn).slice(0,50)}return s}function Dn(t,e){return Date.parse(e.created_at)-Date.parse(t.created_at)||(e.delivery_id>t.delivery_id?1:-1)}function y(t,e,n,i,r={},s){return c`<div class="head notice">
<div class="icon"><ha-icon .icon=${e}></ha-icon></div>
<div class="text">
<div class="name">${t(n,r)}</div>
${i?c`<div class="line">${t(i)}</div>`:m}
</div>
${s??m}
</div>`}function Ue(t,e){return c`<div class="ghost" role="status" aria-label=${t("loading")}>
${e.show.map(n=>In[n](e))}
</div>`}var zn=5,He=c`<div class="text"><i></i><i></i></div>`,In={status:()=>c`<div class="head">
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
</section>`};function me(t,e,n=!1){let i=Date.parse(t);if(Number.isNaN(i))return"";let r=e.words,s=Math.max(0,e.now-i),o=Vt(i,e);if(s<6e4)return We(r).format(0,"second");if(s<36e5)return Ht(Math.floor(s/6e4),"minute",r,n);if(o===0||s<6*36e5)return Ht(Math.floor(s/36e5),"hour",r,n);if(o===1)return We(r).format(-1,"day");let a=o<7?{weekday:n?"short":"long"}:Wt(i,e);return Bt(i,a,e,r)}function Ut(t,e){let n=Date.parse(t);if(Number.isNaN(n))return"";let i={hour:"numeric",minute:"2-digit",...Hn(e.locale)},r=Vt(n,e)?{...Wt(n,e),...i}:i;return Bt(n,r,e,e.locale.language)}function jt(t,e){if(Math.round(t)<60)return j(Math.round(t),"second",e);let n=Math.round(t/60);if(n<60)return j(n,"minute",e);if(n>=2880)return j(Math.round(n/60/24),"day",e);let i=n%60,r=j(Math.floor(n/60),"hour",e);return i&&n<600?`${r} ${j(i,"minute",e)}`:r}function fe(t,e){return Z(Intl.NumberFormat,e,{style:"percent"}).format(Math.floor(t)/100)}function Ht(t,e,n,i){if(i)return j(t,e,n);let r=We(n).format(-t,e);return n.startsWith("en")?r.replace(".",""):r}function We(t){return Z(Intl.RelativeTimeFormat,t,{numeric:"auto",style:"short"})}function j(t,e,n){return Z(Intl.NumberFormat,n,{style:"unit",unit:e,unitDisplay:"short"}).format(t)}function Wt(t,e){return{day:"numeric",month:"short",...e.now-t>2592e7&&{year:"numeric"}}}function Vt(t,e){let n=i=>{let r=Z(Intl.DateTimeFormat,"sv",{dateStyle:"short",timeZone:Ft(e)}).format(i);return Date.parse(`${r}T00:00:00Z`)};return Math.round((n(e.now)-n(t))/864e5)}function Bt(t,e,n,i){return Z(Intl.DateTimeFormat,i,{...e,timeZone:Ft(n)}).format(t)}function Ft(t){return t.locale.time_zone==="server"?t.timeZone:void 0}function Hn({time_format:t}){return t==="12"?{hourCycle:"h12"}:t==="24"?{hourCycle:"h23"}:t!=="system"?{}:{hourCycle:new Intl.DateTimeFormat(void 0,{hour:"numeric"}).resolvedOptions().hourCycle}}var je=new Map;function Z(t,e,n){let i=JSON.stringify([t.name,e,n]);return je.has(i)||je.set(i,new t(e,n)),je.get(i)}function ge(t,e,n){let i=[String(e),(n??"").trim().toLowerCase()];return t.some(r=>i.includes(r.trim().toLowerCase()))}function qt(t,e,n){return(t.recently_added??[]).filter(i=>!e.length||ge(e,i.library_id,i.library)).slice(0,n)}function Gt(t,e){let n=t.libraries??[];return e.length>0&&n.length>0&&!n.some(({id:i,title:r})=>ge(e,i,r))}function _e(t){return["episode","season"].includes(t.type)&&t.show||t.title||t.show||""}function Ve(t,e){let n=i=>String(i).padStart(2,"0");return t.type==="episode"?[t.season!=null&&`S${n(t.season)}`,t.episode!=null&&`E${n(t.episode)}`].filter(Boolean).join(" "):t.type==="season"&&t.season!=null?e("season",{n:t.season}):(t.type==="album"||t.type==="track")&&t.show?t.show:t.year?String(t.year):""}function Kt(t,e,n){return[Ve(t,e),t.added_at&&me(t.added_at,n,!0)].filter(Boolean).join(" · ")}var Un={movie:"mdi:movie-open-outline",show:"mdi:television",season:"mdi:television",episode:"mdi:television",artist:"mdi:music-note",album:"mdi:music-note",track:"mdi:music-note",music:"mdi:music-note",photo:"mdi:image-outline",photoalbum:"mdi:image-outline",other:"mdi:movie-open-outline"};function ve(t){return Un[t??""]??"mdi:tray-arrow-down"}var jn={row:104,grid:140};function Yt(t,e){let{config:n,say:i}=t,r=qt(e,n.library,n.recentlyAdded);if(!r.length&&Gt(e,n.library))return c`<p class="empty">${i("no_such_library",{library:n.library.join(", ")})}</p>`;if(!r.length){let s=e.online===!1?pe(t,e)??i("plex_offline"):i("no_recent");return c`<p class="empty">${s}</p>`}return c`<ul class="posters ${n.layout==="grid"?"grid":"strip"}" @focusin=${Wn}>
${U(r,s=>s.rating_key,s=>c`<li>${P(s.url,"poster",Vn(t,s,e.online))}</li>`)}
</ul>`}function Wn({target:t}){let e=t;e.matches(":focus-visible")&&e.scrollIntoView({block:"nearest",inline:"nearest"})}function Vn(t,e,n){return c`<span class="art">${he(t,e.artwork,ve(e.type),jn[t.config.layout],n)}</span>
<span class="name"><bdi>${_e(e)}</bdi></span>
<span class="line"><bdi>${Kt(e,t.say,t.clock)}</bdi></span>`}var _={tone:"ok",full:1},v={tone:"none",full:0},ye=t=>({tone:t,full:1}),J=(t,e)=>({tone:t,full:e==null?void 0:Math.min(Math.max(e/100,0),1)}),Bn=new Set(["settling","import_awaited",null]);function T(t){return t.state==="downloading"}function Q(t){return{items:t.item_count??t.items.length,missing:t.missing_count??t.missing_files.length}}function Jt(t,e){switch(t.state){case"downloading":return{word:"downloading",tone:"info",steps:[J("info",t.progress),t.reason?ye("warning"):v,v,v]};case"waiting":{let n=Bn.has(t.reason)?"calm":"warning";return{word:"waiting",tone:n,steps:[_,J(n,null),v,v]}}case"scanning":{let{files:n,of:i}=t.found??{files:0,of:0},r=e.find(({library_id:o})=>o===t.library_id);return{word:"scanning",tone:"info",steps:n&&n===i?[_,_,_,J("info",null)]:[_,_,J("info",n?100*n/i:r?.progress),v]}}case"available":{let{items:n,missing:i}=Q(t);if(i){let r=100*n/(n+i);return{word:"partly",tone:"warning",steps:[_,_,_,J("warning",r)]}}return{word:t.kind==="upgraded"?"upgraded":"available",tone:"ok",steps:[_,_,_,_]}}case"unmatched":return{word:"unmatched",tone:"warning",steps:[_,ye("warning"),v,v]};case"missing":return{word:"missing",tone:"error",steps:t.tried.length?[_,_,_,ye("error")]:[_,_,ye("error"),v]};default:return{word:"waiting",tone:"calm",steps:[_,v,v,v]}}}function Qt(t,e,n,i){let r=Zn(t.download.source,e),s=t.reason?Fn(t,t.reason,e):null;if(T(t))return Zt([t.progress==null?null:fe(t.progress,n.locale.language),t.time_left==null?null:e("time_left",{time:jt(t.time_left,n.words)}),t.library??s,r]);let o=t.state==="available"?t.updated_at:t.download.finished_at??t.created_at,a=Kn(t,e,i),{items:l,missing:u}=Q(t);return Zt([s,a,t.state==="available"&&l>1&&!u?Gn(t.items,l,e):null,z(t)||a?null:t.library,[r,me(o,n)].filter(Boolean).join(", ")])}function Fn(t,e,n){if(!qn.has(e))return t.explanation;let{items:i,missing:r}=T(t)?{items:0,missing:0}:Q(t);return e==="partly_found"&&!r?t.explanation:n(e,{path:t.download.path,n:i,all:i+r})}var qn=new Set(["settling","plex_offline","import_awaited","no_library","no_import","not_found","forbidden","plex_failed","internal_error","partly_found","not_recognised"]);function Gn(t,e,n){let i=r=>t.every(s=>s.type===r);return n(i("episode")?"episodes":i("track")?"tracks":"items",{n:e})}function Kn({found:t},e,n){return t?e(n==="show"?"found_episodes":n==="music"?"found_tracks":"found_files",{n:t.files,all:t.of}):null}var Yn={nzbget:"NZBGet",qbittorrent:"qBittorrent",sabnzbd:"SABnzbd",synology_dsm:"Synology"};function Zn(t,e){return t==="action"||t==="webhook"?e(t):Yn[t]??t.charAt(0).toUpperCase()+t.slice(1).replaceAll("_"," ")}function Be(t){return!T(t)&&(t.items.length>1||t.missing_files.length>0||z(t))}function z(t){return t.state==="unmatched"||t.state==="missing"}function Zt(t){return t.filter(e=>!!e)}function Xt(t,e,n){let i=Math.max(n-e.length,Math.ceil(n/2)),r=t.slice(0,i);return[...r,...e.slice(0,n-r.length)]}var Jn=36;function en(t,e,n){let{say:i,config:r,opened:s}=t,o=n.running??[],a=n.deliveries??[],l=`all:${e}`,u=s.has(l)?1/0:r.deliveries,f=Xt(o,a,u),d=o.length+a.length,h=d-f.length;return d?c`<ul class="rows">
${U(f,tn,p=>Qn(t,e,n,p))}
</ul>
${h||s.has(l)&&d>r.deliveries?c`<button class="more" @click=${()=>t.toggle(l)}>
${h?i("show_all",{n:h}):i("show_less")}
</button>`:m}`:c`<p class="empty">${i("no_deliveries")}</p>`}function tn(t){return T(t)?t.id:t.delivery_id}function Qn(t,e,n,i){let{say:r,clock:s,opened:o}=t,a=Jt(i,n.server?.scanning??[]),l=n.server?.libraries?.find(({id:p})=>p===i.library_id),u=Qt(i,r,s,l?.type),f=Be(i)&&o.has(tn(i)),d=T(i)?void 0:i.items[0],h=T(i)?null:i.artwork;return c`<li class="row">
<div class="thumb">${he(t,h,ve(d?.type??l?.type),Jn,n.server?.online)}</div>
<div class="text">
<div class="name" title=${i.title}><bdi>${i.title}</bdi></div>
<div class="line" title=${[r(a.word),...u].join(" · ")}>
<span class=${a.tone}>${r(a.word)}</span>${u.map(p=>c` · <bdi>${p}</bdi>`)}
</div>
</div>
<div class="do">${T(i)?m:ei(t,n,i,f)}</div>
<div class="track" aria-hidden="true">${a.steps.map(Xn)}</div>
${f?ti(t,e,n,i):m}
</li>`}function Xn({tone:t,full:e}){return c`<i class="${t} ${e===void 0?"unknown":""}"
><b style="width:${Math.round((e??1)*100)}%"></b
></i>`}function ei({say:t,toggle:e},n,i,r){let s=z(i)&&n.server?.can_manage;return c`${i.state==="available"&&i.url?P(i.url,"button view",c`<span>${t("view")}</span><ha-icon .icon=${"mdi:open-in-new"}></ha-icon>`,`${t("view")}: ${i.title}`):m}
${Be(i)?c`<button
class=${s?"button":"button chevron"}
aria-expanded=${r?"true":"false"}
aria-label=${s?`${t("fix")}: ${i.title}`:t("details",{title:i.title})}
@click=${()=>e(i.delivery_id)}
>
${s?t("fix"):c`<ha-icon .icon=${"mdi:chevron-down"}></ha-icon>`}
</button>`:m}`}function ti(t,e,n,i){let{say:r,busy:s}=t,o=g=>()=>t.act(g,e,i.delivery_id),a=s.has(i.delivery_id)?"true":"false",l=[...new Set(i.tried.map(g=>g.folder??i.library??g.library_id))],{items:u,missing:f}=Q(i),d=g=>g>0?[r("more",{n:g})]:[],h=[...i.missing_files,...d(f-i.missing_files.length)],p=[...z(i)?[ni(t,i),i.download.path]:[],...z(i)&&l.length?[r("tried",{places:l.join(", ")})]:[],...h.length?[r("files_missing",{files:h.join(", ")})]:[]].filter(Boolean);return c`<div class="details">
${p.map(g=>c`<p><bdi>${g}</bdi></p>`)}
${i.items.length>1?c`<ul>
${i.items.map(g=>c`<li>${P(g.url,"item",ii(t,g,i.title))}</li>`)}
${d(u-i.items.length).map(g=>c`<li>${g}</li>`)}
</ul>`:m}
${z(i)&&n.server?.can_manage?c`<div class="actions">
<button class="button" aria-disabled=${a} @click=${o("retry_delivery")}>
${r("retry")}
</button>
<button class="button" aria-disabled=${a} @click=${o("dismiss_delivery")}>
${r("dismiss")}
</button>
${i.repair?c`<a class="button" href="/config/repairs">${r("repairs")}</a>`:m}
</div>`:m}
</div>`}function ni({hass:t},e){let n=`component.plex_arrivals.entity.event.delivery.state_attributes.reason.state.${e.reason}`;return e.reason&&t.localize(n)||e.explanation}function ii({say:t},e,n){let i=Ve(e,t),r=e.title||_e(e);return c`${i&&!n.includes(i)?c`<span class="number">${i}</span>`:m}<bdi>${r}</bdi>`}function nn(t,e){if(e===void 0)return"integration";let[n,i]=[t,e].map(r=>r.split(/[.+-]/).map(s=>parseInt(s,10)||0));for(let r=0;r<3;r++){let s=(n[r]??0)-(i[r]??0);if(s)return s<0?"card":"integration"}return null}function rn(t){return t.split(".").slice(0,3).join(".")}var sn=2*Math.PI*20.5,Fe="/config/integrations/integration/plex_arrivals",ri={invalid_auth:Fe,forbidden:Fe,another_server:Fe,invalid_certificate:"/config/repairs"};function be(t,e,n){let{say:i}=t,r=!!(e.loaded&&n?.online),s=n?.name||e.title;return c`<div class="head">
<div class="icon ${r?"online":""}">
${r&&n?.scanning?.length?oi(n.scanning):m}
<svg class="arrow" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3h6l6.5 9L12 21H6l6.5-9z"></path></svg>
</div>
<div class="text">
${P(n?.url,"name",c`<bdi title=${s}>${s}</bdi>`)}
${e.loaded&&n?si(t,n):c`<div class="line">${e.loaded?m:i("not_loaded")}</div>`}
</div>
</div>`}function si(t,e){let{say:n,clock:i}=t,r=e.since&&Ut(e.since,i);if(!e.online){let a=r?n("offline_since",{time:r}):n("offline"),l=pe(t,e)??a,u=e.can_manage&&ri[e.problem??""];return c`<div class="line" title=${a}>
${u?c`<a class="error" href=${u}>${l}</a>`:c`<span class="error">${l}</span>`}
</div>`}let s=[o(e.scanning??[]),e.version&&rn(e.version)].filter(Boolean);return c`<div class="line" title=${[n("online"),...s].join(" · ")}>
<span title=${r?n("online_since",{time:r}):""}>${n("online")}</span>${s.map(a=>` · ${a}`)}
</div>`;function o([a,...l]){if(!a)return"";let u=n("scanning_library",{library:a.library}),f=a.progress==null?"":`, ${fe(a.progress,i.locale.language)}`;return u+f+(l.length?`, ${n("more",{n:l.length})}`:"")}}function oi([t]){let e=t?.progress==null?null:Math.min(Math.max(t.progress/100,0),1);return c`<svg class="ring" viewBox="0 0 44 44" aria-hidden="true">
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
`;var ai=5e3,cn=[1e3,2e3,5e3,1e4,3e4,6e4],qe=class{constructor(e,n){this.connection=e;this.entryId=n;this.known=Y;this.#e=new Set;this.#n=0;this.#r=0;this.#i=!1;this.#d=()=>{this.#t=void 0,this.#r=0,this.#a()};this.#a=()=>{clearTimeout(this.#s);let e=++this.#n,n={type:"plex_arrivals/subscribe",...this.entryId&&{entry_id:this.entryId}};this.connection.subscribeMessage(i=>e===this.#n&&this.#p(i),n,{resubscribe:!1}).then(i=>{e===this.#n?this.#t=i:i().catch(()=>{})},i=>e===this.#n&&this.#h(i?.code))}}#e;#t;#n;#r;#i;#s;#o;listen(e){return this.#e.add(e),clearTimeout(this.#o),this.#i||this.#l(),()=>{this.#e.delete(e),!this.#e.size&&(this.#o=setTimeout(()=>this.#u(),ai))}}again(){!this.refusal||!this.#i||(this.refusal=void 0,this.#r=0,this.#a())}#l(){this.#i=!0,this.connection.addEventListener("ready",this.#d),this.#a()}#u(){this.#i=!1,this.#n++,clearTimeout(this.#s),this.connection.removeEventListener("ready",this.#d),this.#t?.().catch(()=>{}),this.#t=void 0,this.known=Y,this.refusal=void 0}#d;#a;#p(e){this.refusal=void 0,this.#r=0,this.known=It(this.known,e),this.#c()}#h(e){let n=["unauthorized","not_found","unknown_command"];this.refusal=n.includes(e)?e:"failed",this.#s=setTimeout(this.#a,cn[Math.min(this.#r++,cn.length-1)]),this.#c()}#c(){for(let e of this.#e)e()}},un=new WeakMap;function pn(t,e){let n=un.get(t);n||un.set(t,n=new Map);let i=n.get(e??"");return i||n.set(e??"",i=new qe(t,e)),i}var li=3e4,xe=class extends b{static{this.styles=[on,an,dn,ln]}static{this.properties={_config:{state:!0},_opened:{state:!0},_busy:{state:!0}}}#e;#t;#n;#r;constructor(){super(),this._opened=new Set,this._busy=new Set}static{this.getConfigForm=Ot}static{this.getStubConfig=Nt}setConfig(e){this._config=D(e),this.#i()}getCardSize(){let{show:e,deliveries:n}=this._config??D({}),i={status:1,deliveries:1+Math.min(n,5),recently_added:4};return e.reduce((r,s)=>r+i[s],0)}getGridOptions(){return{columns:12,min_columns:6}}set hass(e){let n=this.#e;this.#e=e;let i=r=>[r?.locale,r?.language,r?.user,r?.localize,r?.config?.time_zone,r&&hn(r,[]).join()];(!n||i(n).some((r,s)=>r!==i(e)[s]))&&this.requestUpdate(),n?.connection!==e.connection&&this.#i(),n&&(n.config?.state!==e.config?.state||Ge(n)!==Ge(e))&&(this.#t?.again(),this.requestUpdate())}connectedCallback(){super.connectedCallback(),this.#r=setInterval(()=>document.hidden||this.requestUpdate(),li),this.#i()}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.#r),this.#s()}#i(){if(!this.isConnected||!this.#e||!this._config)return;let[e,n]=this._config.entryIds,i=pn(this.#e.connection,n?void 0:e);i!==this.#t&&(this.#s(),this.#t=i,this.#n=i.listen(()=>this.requestUpdate()),this.requestUpdate())}#s(){this.#n?.(),this.#n=this.#t=void 0}shouldUpdate(e){return!!(this._config&&this.#e)}update(e){let n=this.shadowRoot?.activeElement,i=n?.closest("li.row"),r=n?.closest("section")?.querySelector(".heading");if(super.update(e),!n||n.isConnected)return;((i?.isConnected?i.querySelector("a, button"):null)??r)?.focus({preventScroll:!0})}render(){let e=k(this.#e.locale?.language??this.#e.language);return c`<ha-card .header=${this._config.title||void 0}>
<div class="card ${this._config.title?"titled":""}">${this.#o(e)}</div>
</ha-card>`}#o(e){let{entryIds:n}=this._config,{known:i,refusal:r}=this.#t??{known:Y,refusal:void 0},s=this.#e.config?.state!==void 0&&this.#e.config.state!=="RUNNING",o=!!this.#e.user?.is_admin,a=hn(this.#e,n);if(r&&!s)return r!=="unknown_command"||Ge(this.#e)?gn(e,r,o):a.length?mn(e,a,o):fn(e,o);let l=i.servers?.filter(({entry_id:d})=>!n.length||n.includes(d));if(!l)return Ue(e,this._config);if(!l.length)return a.length?mn(e,a,o):n.length?gn(e,!o&&di(this.#e,n)?"unauthorized":"not_found",o):fn(e,o);let u=this.#l(e),f=l.map(d=>i.views[d.entry_id]);return c`${pi(e,f)}
${U(l,({entry_id:d})=>d,(d,h)=>c`<div class="server">${ci(u,d,f[h],l.length>1)}</div>`)}`}#l(e){let n=this.#e,i=n.locale??{language:n.language};return{hass:n,config:this._config,say:e,clock:{locale:i,words:Et(i.language),timeZone:n.config.time_zone,now:Date.now()},opened:this._opened,busy:this._busy,toggle:r=>this._opened=Ke(this._opened,r),act:(r,s,o)=>{if(this._busy.has(o))return;let a={config_entry_id:s,delivery_id:o};this._busy=Ke(this._busy,o),n.callService("plex_arrivals",r,a).catch(()=>{}).finally(()=>this._busy=Ke(this._busy,o))}}}};function di({devices:t},e){return Object.values(t??{}).some(n=>e.includes(n?.primary_config_entry??""))}function hn({devices:t},e){return Object.values(t??{}).filter(n=>n?.disabled_by==="config_entry"&&n.identifiers?.some(([i])=>i==="plex_arrivals")).filter(n=>!e.length||e.includes(n.primary_config_entry??"")).map(n=>n.name_by_user||n.name||"Plex")}function mn(t,e,n){return e.map(i=>y(t,"mdi:server-off","disabled",n?"enable_server":"ask_admin",{name:i}))}function ci(t,e,n,i){let{say:r,config:s}=t;if(!n)return e.loaded?Ue(r,s):be(t,e,void 0);let o=i&&!s.show.includes("status"),a=s.show.map(d=>{if(d==="status")return n.server?.online!==void 0&&be(t,e,n.server);if(d==="deliveries")return(n.deliveries??n.running)&&f(r(d),en(t,e.entry_id,n));if(!n.server?.recently_added)return;let[h,p]=ui(t,n);return f(h,Yt(t,n.server),p)});!(s.show.includes("status")&&n.server?.online!==void 0)&&!(e.loaded&&n.server?.online!==!1)&&a.unshift(be(t,e,n.server));let u=a.filter(Boolean);return u.length?u:y(r,"mdi:lock-outline","hidden","ask_admin");function f(d,h,p){let g=o?r("of_server",{part:d,server:n?.server?.name||e.title}):d;return c`<section>
<h3 class="heading" tabindex="-1">${p?P(p,"",g):g}</h3>
${h}
</section>`}}function ui({say:t,config:e},n){let i=n.server?.libraries?.find(({id:r,title:s})=>ge(e.library,r,s));return e.library.length>1||!i?[t("recently_added"),void 0]:[t("recently_added_in",{library:i.title}),i.url]}function pi(t,e){let n=e.find(Boolean);switch(n&&nn("0.2.0",n.version)){case"integration":return y(t,"mdi:update","unknown_command","update_hint");case"card":return y(t,"mdi:update","newer",void 0,{},c`<button class="button" @click=${()=>location.reload()}>${t("reload")}</button>`);default:return m}}function Ge({config:t}){return t?.components?.includes("plex_arrivals")??!0}function fn(t,e){return e?y(t,"mdi:plex","no_server","add_server"):y(t,"mdi:lock-outline","no_server_allowed","ask_admin")}function gn(t,e,n){switch(e){case"unauthorized":return y(t,"mdi:lock-outline","unauthorized","ask_admin");case"not_found":return y(t,"mdi:server-off","not_found_server",n?"choose_server":void 0);case"unknown_command":return y(t,"mdi:update","unknown_command","update_hint");case"failed":return y(t,"mdi:alert-circle-outline","failed")}}function Ke(t,e){let n=new Set(t);return n.delete(e)||n.add(e),n}var we=class extends b{static{this.properties={src:{},icon:{},online:{},_shown:{state:!0},_failed:{state:!0}}}createRenderRoot(){return this}willUpdate(e){e.has("online")&&this.online&&(this._failed=!1),e.has("src")&&(!this._failed&&this.src&&this._shown&&Ie(this.src)===Ie(this._shown)||(this._shown=this.src,this._failed=!1))}render(){return this._shown&&!this._failed?c`<img
src=${this._shown}
alt=""
loading="lazy"
decoding="async"
@load=${e=>e.target.classList.add("there")}
@error=${()=>this.#e()}
/>`:this.icon?c`<ha-icon .icon=${this.icon}></ha-icon>`:m}#e(){this._shown===this.src?this._failed=!0:this._shown=this.src}};customElements.get("plex-arrivals-poster")||customElements.define("plex-arrivals-poster",we);customElements.get(K)||(customElements.define(K,xe),(window.customCards??=[]).push({type:K,get name(){return k(M())("name")},get description(){return k(M())("about")},preview:!0,documentationURL:"https://github.com/plex-arrivals/plex-arrivals#the-card",getEntitySuggestion:Lt}));
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
