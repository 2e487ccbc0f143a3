var me=globalThis,he=me.ShadowRoot&&(me.ShadyCSS===void 0||me.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Ve=Symbol(),Dt=new WeakMap,W=class{constructor(e,n,r){if(this._$cssResult$=!0,r!==Ve)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=n}get styleSheet(){let e=this.o,n=this.t;if(he&&e===void 0){let r=n!==void 0&&n.length===1;r&&(e=Dt.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),r&&Dt.set(n,e))}return e}toString(){return this.cssText}},Lt=t=>new W(typeof t=="string"?t:t+"",void 0,Ve),S=(t,...e)=>{let n=t.length===1?t[0]:e.reduce((r,i,s)=>r+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(i)+t[s+1],t[0]);return new W(n,t,Ve)},zt=(t,e)=>{if(he)t.adoptedStyleSheets=e.map(n=>n instanceof CSSStyleSheet?n:n.styleSheet);else for(let n of e){let r=document.createElement("style"),i=me.litNonce;i!==void 0&&r.setAttribute("nonce",i),r.textContent=n.cssText,t.appendChild(r)}},qe=he?t=>t:t=>t instanceof CSSStyleSheet?(e=>{let n="";for(let r of e.cssRules)n+=r.cssText;return Lt(n)})(t):t;var{is:ur,defineProperty:mr,getOwnPropertyDescriptor:hr,getOwnPropertyNames:fr,getOwnPropertySymbols:gr,getPrototypeOf:_r}=Object,fe=globalThis,Nt=fe.trustedTypes,vr=Nt?Nt.emptyScript:"",yr=fe.reactiveElementPolyfillSupport,Y=(t,e)=>t,Fe={toAttribute(t,e){switch(e){case Boolean:t=t?vr:null;break;case Object:case Array:t=t==null?t:JSON.stringify(t)}return t},fromAttribute(t,e){let n=t;switch(e){case Boolean:n=t!==null;break;case Number:n=t===null?null:Number(t);break;case Object:case Array:try{n=JSON.parse(t)}catch{n=null}}return n}},It=(t,e)=>!ur(t,e),Mt={attribute:!0,type:String,converter:Fe,reflect:!1,useDefault:!1,hasChanged:It};Symbol.metadata??=Symbol("metadata"),fe.litPropertyMetadata??=new WeakMap;var P=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,n=Mt){if(n.state&&(n.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((n=Object.create(n)).wrapped=!0),this.elementProperties.set(e,n),!n.noAccessor){let r=Symbol(),i=this.getPropertyDescriptor(e,r,n);i!==void 0&&mr(this.prototype,e,i)}}static getPropertyDescriptor(e,n,r){let{get:i,set:s}=hr(this.prototype,e)??{get(){return this[n]},set(o){this[n]=o}};return{get:i,set(o){let l=i?.call(this);s?.call(this,o),this.requestUpdate(e,l,r)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Mt}static _$Ei(){if(this.hasOwnProperty(Y("elementProperties")))return;let e=_r(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(Y("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(Y("properties"))){let n=this.properties,r=[...fr(n),...gr(n)];for(let i of r)this.createProperty(i,n[i])}let e=this[Symbol.metadata];if(e!==null){let n=litPropertyMetadata.get(e);if(n!==void 0)for(let[r,i]of n)this.elementProperties.set(r,i)}this._$Eh=new Map;for(let[n,r]of this.elementProperties){let i=this._$Eu(n,r);i!==void 0&&this._$Eh.set(i,n)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let n=[];if(Array.isArray(e)){let r=new Set(e.flat(1/0).reverse());for(let i of r)n.unshift(qe(i))}else e!==void 0&&n.push(qe(e));return n}static _$Eu(e,n){let r=n.attribute;return r===!1?void 0:typeof r=="string"?r:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,n=this.constructor.elementProperties;for(let r of n.keys())this.hasOwnProperty(r)&&(e.set(r,this[r]),delete this[r]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return zt(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,n,r){this._$AK(e,r)}_$ET(e,n){let r=this.constructor.elementProperties.get(e),i=this.constructor._$Eu(e,r);if(i!==void 0&&r.reflect===!0){let s=(r.converter?.toAttribute!==void 0?r.converter:Fe).toAttribute(n,r.type);this._$Em=e,s==null?this.removeAttribute(i):this.setAttribute(i,s),this._$Em=null}}_$AK(e,n){let r=this.constructor,i=r._$Eh.get(e);if(i!==void 0&&this._$Em!==i){let s=r.getPropertyOptions(i),o=typeof s.converter=="function"?{fromAttribute:s.converter}:s.converter?.fromAttribute!==void 0?s.converter:Fe;this._$Em=i;let l=o.fromAttribute(n,s.type);this[i]=l??this._$Ej?.get(i)??l,this._$Em=null}}requestUpdate(e,n,r,i=!1,s){if(e!==void 0){let o=this.constructor;if(i===!1&&(s=this[e]),r??=o.getPropertyOptions(e),!((r.hasChanged??It)(s,n)||r.useDefault&&r.reflect&&s===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,r))))return;this.C(e,n,r)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,n,{useDefault:r,reflect:i,wrapped:s},o){r&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??n??this[e]),s!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||r||(n=void 0),this._$AL.set(e,n)),i===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(n){Promise.reject(n)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[i,s]of this._$Ep)this[i]=s;this._$Ep=void 0}let r=this.constructor.elementProperties;if(r.size>0)for(let[i,s]of r){let{wrapped:o}=s,l=this[i];o!==!0||this._$AL.has(i)||l===void 0||this.C(i,void 0,s,l)}}let e=!1,n=this._$AL;try{e=this.shouldUpdate(n),e?(this.willUpdate(n),this._$EO?.forEach(r=>r.hostUpdate?.()),this.update(n)):this._$EM()}catch(r){throw e=!1,this._$EM(),r}e&&this._$AE(n)}willUpdate(e){}_$AE(e){this._$EO?.forEach(n=>n.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(n=>this._$ET(n,this[n])),this._$EM()}updated(e){}firstUpdated(e){}};P.elementStyles=[],P.shadowRootOptions={mode:"open"},P[Y("elementProperties")]=new Map,P[Y("finalized")]=new Map,yr?.({ReactiveElement:P}),(fe.reactiveElementVersions??=[]).push("2.1.2");var Ge=globalThis,Ot=t=>t,ge=Ge.trustedTypes,Ht=ge?ge.createPolicy("lit-html",{createHTML:t=>t}):void 0,We="$lit$",E=`lit$${Math.random().toFixed(9).slice(2)}$`,Ye="?"+E,br=`<${Ye}>`,O=document,Q=()=>O.createComment(""),J=t=>t===null||typeof t!="object"&&typeof t!="function",Ze=Array.isArray,Ft=t=>Ze(t)||typeof t?.[Symbol.iterator]=="function",Ke=`[ 	
\f\r]`,Z=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Ut=/-->/g,jt=/>/g,M=RegExp(`>|${Ke}(?:([^\\s"'>=/]+)(${Ke}*=${Ke}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Bt=/'/g,Vt=/"/g,Kt=/^(?:script|style|textarea|title)$/i,Qe=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),c=Qe(1),Gt=Qe(2),vi=Qe(3),R=Symbol.for("lit-noChange"),m=Symbol.for("lit-nothing"),qt=new WeakMap,I=O.createTreeWalker(O,129);function Wt(t,e){if(!Ze(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return Ht!==void 0?Ht.createHTML(e):e}var Yt=(t,e)=>{let n=t.length-1,r=[],i,s=e===2?"<svg>":e===3?"<math>":"",o=Z;for(let l=0;l<n;l++){let a=t[l],u,p,d=-1,f=0;for(;f<a.length&&(o.lastIndex=f,p=o.exec(a),p!==null);)f=o.lastIndex,o===Z?p[1]==="!--"?o=Ut:p[1]!==void 0?o=jt:p[2]!==void 0?(Kt.test(p[2])&&(i=RegExp("</"+p[2],"g")),o=M):p[3]!==void 0&&(o=M):o===M?p[0]===">"?(o=i??Z,d=-1):p[1]===void 0?d=-2:(d=o.lastIndex-p[2].length,u=p[1],o=p[3]===void 0?M:p[3]==='"'?Vt:Bt):o===Vt||o===Bt?o=M:o===Ut||o===jt?o=Z:(o=M,i=void 0);let h=o===M&&t[l+1].startsWith("/>")?" ":"";s+=o===Z?a+br:d>=0?(r.push(u),a.slice(0,d)+We+a.slice(d)+E+h):a+E+(d===-2?l:h)}return[Wt(t,s+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),r]},X=class t{constructor({strings:e,_$litType$:n},r){let i;this.parts=[];let s=0,o=0,l=e.length-1,a=this.parts,[u,p]=Yt(e,n);if(this.el=t.createElement(u,r),I.currentNode=this.el.content,n===2||n===3){let d=this.el.content.firstChild;d.replaceWith(...d.childNodes)}for(;(i=I.nextNode())!==null&&a.length<l;){if(i.nodeType===1){if(i.hasAttributes())for(let d of i.getAttributeNames())if(d.endsWith(We)){let f=p[o++],h=i.getAttribute(d).split(E),g=/([.?@])?(.*)/.exec(f);a.push({type:1,index:s,name:g[2],strings:h,ctor:g[1]==="."?ve:g[1]==="?"?ye:g[1]==="@"?be:U}),i.removeAttribute(d)}else d.startsWith(E)&&(a.push({type:6,index:s}),i.removeAttribute(d));if(Kt.test(i.tagName)){let d=i.textContent.split(E),f=d.length-1;if(f>0){i.textContent=ge?ge.emptyScript:"";for(let h=0;h<f;h++)i.append(d[h],Q()),I.nextNode(),a.push({type:2,index:++s});i.append(d[f],Q())}}}else if(i.nodeType===8)if(i.data===Ye)a.push({type:2,index:s});else{let d=-1;for(;(d=i.data.indexOf(E,d+1))!==-1;)a.push({type:7,index:s}),d+=E.length-1}s++}}static createElement(e,n){let r=O.createElement("template");return r.innerHTML=e,r}};function H(t,e,n=t,r){if(e===R)return e;let i=r!==void 0?n._$Co?.[r]:n._$Cl,s=J(e)?void 0:e._$litDirective$;return i?.constructor!==s&&(i?._$AO?.(!1),s===void 0?i=void 0:(i=new s(t),i._$AT(t,n,r)),r!==void 0?(n._$Co??=[])[r]=i:n._$Cl=i),i!==void 0&&(e=H(t,i._$AS(t,e.values),i,r)),e}var _e=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:r}=this._$AD,i=(e?.creationScope??O).importNode(n,!0);I.currentNode=i;let s=I.nextNode(),o=0,l=0,a=r[0];for(;a!==void 0;){if(o===a.index){let u;a.type===2?u=new B(s,s.nextSibling,this,e):a.type===1?u=new a.ctor(s,a.name,a.strings,this,e):a.type===6&&(u=new xe(s,this,e)),this._$AV.push(u),a=r[++l]}o!==a?.index&&(s=I.nextNode(),o++)}return I.currentNode=O,i}p(e){let n=0;for(let r of this._$AV)r!==void 0&&(r.strings!==void 0?(r._$AI(e,r,n),n+=r.strings.length-2):r._$AI(e[n])),n++}},B=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,r,i){this.type=2,this._$AH=m,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=r,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=H(this,e,n),J(e)?e===m||e==null||e===""?(this._$AH!==m&&this._$AR(),this._$AH=m):e!==this._$AH&&e!==R&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Ft(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==m&&J(this._$AH)?this._$AA.nextSibling.data=e:this.T(O.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:r}=e,i=typeof r=="number"?this._$AC(e):(r.el===void 0&&(r.el=X.createElement(Wt(r.h,r.h[0]),this.options)),r);if(this._$AH?._$AD===i)this._$AH.p(n);else{let s=new _e(i,this),o=s.u(this.options);s.p(n),this.T(o),this._$AH=s}}_$AC(e){let n=qt.get(e.strings);return n===void 0&&qt.set(e.strings,n=new X(e)),n}k(e){Ze(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let s of e)i===n.length?n.push(r=new t(this.O(Q()),this.O(Q()),this,this.options)):r=n[i],r._$AI(s),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let r=Ot(e).nextSibling;Ot(e).remove(),e=r}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},U=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,r,i,s){this.type=1,this._$AH=m,this._$AN=void 0,this.element=e,this.name=n,this._$AM=i,this.options=s,r.length>2||r[0]!==""||r[1]!==""?(this._$AH=Array(r.length-1).fill(new String),this.strings=r):this._$AH=m}_$AI(e,n=this,r,i){let s=this.strings,o=!1;if(s===void 0)e=H(this,e,n,0),o=!J(e)||e!==this._$AH&&e!==R,o&&(this._$AH=e);else{let l=e,a,u;for(e=s[0],a=0;a<s.length-1;a++)u=H(this,l[r+a],n,a),u===R&&(u=this._$AH[a]),o||=!J(u)||u!==this._$AH[a],u===m?e=m:e!==m&&(e+=(u??"")+s[a+1]),this._$AH[a]=u}o&&!i&&this.j(e)}j(e){e===m?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},ve=class extends U{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===m?void 0:e}},ye=class extends U{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==m)}},be=class extends U{constructor(e,n,r,i,s){super(e,n,r,i,s),this.type=5}_$AI(e,n=this){if((e=H(this,e,n,0)??m)===R)return;let r=this._$AH,i=e===m&&r!==m||e.capture!==r.capture||e.once!==r.once||e.passive!==r.passive,s=e!==m&&(r===m||i);i&&this.element.removeEventListener(this.name,this,r),s&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},xe=class{constructor(e,n,r){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=r}get _$AU(){return this._$AM._$AU}_$AI(e){H(this,e)}},Zt={M:We,P:E,A:Ye,C:1,L:Yt,R:_e,D:Ft,V:H,I:B,H:U,N:ye,U:be,B:ve,F:xe},xr=Ge.litHtmlPolyfillSupport;xr?.(X,B),(Ge.litHtmlVersions??=[]).push("3.3.3");var Qt=(t,e,n)=>{let r=n?.renderBefore??e,i=r._$litPart$;if(i===void 0){let s=n?.renderBefore??null;r._$litPart$=i=new B(e.insertBefore(Q(),s),s,void 0,n??{})}return i._$AI(t),i};var Je=globalThis,$=class extends P{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let n=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Qt(n,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return R}};$._$litElement$=!0,$.finalized=!0,Je.litElementHydrateSupport?.({LitElement:$});var wr=Je.litElementPolyfillSupport;wr?.({LitElement:$});(Je.litElementVersions??=[]).push("4.2.2");var Jt={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Xt=t=>(...e)=>({_$litDirective$:t,values:e}),we=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,n,r){this._$Ct=e,this._$AM=n,this._$Ci=r}_$AS(e,n){return this.update(e,n)}update(e,n){return this.render(...n)}};var{I:$r}=Zt,en=t=>t;var tn=()=>document.createComment(""),V=(t,e,n)=>{let r=t._$AA.parentNode,i=e===void 0?t._$AB:e._$AA;if(n===void 0){let s=r.insertBefore(tn(),i),o=r.insertBefore(tn(),i);n=new $r(s,o,t,t.options)}else{let s=n._$AB.nextSibling,o=n._$AM,l=o!==t;if(l){let a;n._$AQ?.(t),n._$AM=t,n._$AP!==void 0&&(a=t._$AU)!==o._$AU&&n._$AP(a)}if(s!==i||l){let a=n._$AA;for(;a!==s;){let u=en(a).nextSibling;en(r).insertBefore(a,i),a=u}}}return n},C=(t,e,n=t)=>(t._$AI(e,n),t),Ar={},nn=(t,e=Ar)=>t._$AH=e,rn=t=>t._$AH,$e=t=>{t._$AR(),t._$AA.remove()};var sn=(t,e,n)=>{let r=new Map;for(let i=e;i<=n;i++)r.set(t[i],i);return r},q=Xt(class extends we{constructor(t){if(super(t),t.type!==Jt.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,n){let r;n===void 0?n=e:e!==void 0&&(r=e);let i=[],s=[],o=0;for(let l of t)i[o]=r?r(l,o):o,s[o]=n(l,o),o++;return{values:s,keys:i}}render(t,e,n){return this.dt(t,e,n).values}update(t,[e,n,r]){let i=rn(t),{values:s,keys:o}=this.dt(e,n,r);if(!Array.isArray(i))return this.ut=o,s;let l=this.ut??=[],a=[],u,p,d=0,f=i.length-1,h=0,g=s.length-1;for(;d<=f&&h<=g;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(l[d]===o[h])a[h]=C(i[d],s[h]),d++,h++;else if(l[f]===o[g])a[g]=C(i[f],s[g]),f--,g--;else if(l[d]===o[g])a[g]=C(i[d],s[g]),V(t,a[g+1],i[d]),d++,g--;else if(l[f]===o[h])a[h]=C(i[f],s[h]),V(t,i[d],i[f]),f--,h++;else if(u===void 0&&(u=sn(o,h,g),p=sn(l,d,f)),u.has(l[d]))if(u.has(l[f])){let v=p.get(o[h]),A=v!==void 0?i[v]:null;if(A===null){let N=V(t,i[d]);C(N,s[h]),a[h]=N}else a[h]=C(A,s[h]),V(t,i[d],A),i[v]=null;h++}else $e(i[f]),f--;else $e(i[d]),d++;for(;h<=g;){let v=V(t,a[g+1]);C(v,s[h]),a[h++]=v}for(;d<=f;){let v=i[d++];v!==null&&$e(v)}return this.ut=o,nn(t,a),R}});var on={name:"Plex Arrivals",description:"Downloads auf dem Weg zu Plex und kürzlich Hinzugefügtes",status:"Status",deliveries:"Downloads",recently_added:"Kürzlich hinzugefügt",recently_added_in:"Kürzlich hinzugefügt in {library}",part_of_server:"{part} · {server}",online:"Online",online_since:"Online seit {time}",offline:"Offline",offline_since:"Offline seit {time}",scanning_library:"scannt {library}",more:"{n} weitere",not_loaded:"Noch nicht bereit",needs_you:"{n} braucht dich|{n} brauchen dich",downloading:"Lädt herunter",waiting:"Wartet",waiting_for:"Wartet auf {importer}",import_blocked:"{importer} importiert nicht",scanning:"Wird gescannt",available:"In Plex",upgraded:"Verbessert",partly_available:"Teilweise in Plex",unmatched:"Keine Mediathek",missing:"Nicht in Plex gefunden",steps:"Heruntergeladen · Mediathek gefunden · Gescannt · In Plex",settling:"bis sich die Dateien nicht mehr ändern",plex_offline:"Plex ist nicht verfügbar",import_awaited:"auf Sonarr, Radarr oder Lidarr",no_library:"keine Mediathek für {path}",no_import:"nach einem Tag nicht importiert",not_found:"auch nach mehreren Scans",forbidden:"keine Berechtigung zum Scannen",plex_failed:"Plex hat einen Fehler gemeldet",internal_error:"unerwarteter Fehler, siehe Protokoll",partly_found:"{n} von {all} Dateien",not_recognised:"nicht erkannt",time_left:"noch {time}",looks:"zweiter Versuch · dritter Versuch · vierter Versuch · fünfter Versuch",next_scan:"nächster Scan in {time}",upgrade:"Verbesserung",upgraded_from:"von {quality}",to_library:"nach {library}",requested_by:"für {names}",items:"{n} Titel",episodes:"{n} Folgen",tracks:"{n} Titel",found_episodes:"{n} von {all} Folgen in Plex",found_tracks:"{n} von {all} Titeln in Plex",found_files:"{n} von {all} Dateien in Plex",season:"Staffel {n}",view:"In Plex ansehen",play:"Abspielen",fix:"Beheben",retry:"Erneut versuchen",dismiss:"Verwerfen",show_all:"{n} weitere anzeigen",show_less:"Weniger anzeigen",loading:"Wird geladen",no_deliveries:"Alles ruhig",no_recent:"Noch nichts hinzugefügt",no_such_library:"Keine Mediathek namens {library}",no_server:"Kein Plex-Server eingerichtet",no_server_allowed:"Du hast keine Berechtigung, einen Plex-Server anzuzeigen",unauthorized:"Du hast keine Berechtigung, diesen Plex-Server anzuzeigen",not_found_server:"Dieser Plex-Server ist nicht mehr eingerichtet",integration_outdated:"Diese Karte benötigt eine neuere Version von Plex Arrivals",update_hint:"Starte Home Assistant neu, um das Update abzuschließen",failed:"Plex Arrivals antwortet nicht",card_outdated:"Plex Arrivals wurde aktualisiert",reload:"Neu laden",choose_server:"Bearbeite die Karte und wähle einen anderen Server aus",ask_admin:"Bitte einen Administrator um Zugriff",add_server:"Füge einen unter Einstellungen > Geräte & Dienste hinzu",disabled:"{name} ist deaktiviert",enable_server:"Aktiviere ihn unter Einstellungen > Geräte & Dienste",no_permission:"Du hast keine Berechtigung, diese Karte anzuzeigen",label_title:"Titel",label_entry_id:"Server",label_show:"Angezeigte Bereiche",label_deliveries:"Anzahl der Downloads",label_recently_added:"Anzahl der Poster",label_library:"Mediatheken",label_layout:"Poster-Layout",label_group:"Folgen gruppieren",label_tap_action:"Verhalten beim Tippen",help_all:"Standard: alle",help_default:"Standard: {n}",help_library:"Mediatheken für kürzlich Hinzugefügtes. Standard: alle",help_group:"Ein Poster für die Folgen einer Staffel",layout_row:"Reihe",layout_grid:"Raster",tap_details:"Details",tap_url:"In Plex öffnen",tap_none:"Nichts",invalid_entry_id:"„entry_id“ muss die ID eines Eintrags von Plex Arrivals oder eine Liste von IDs sein.",invalid_show:"„show“ muss eine Liste aus status, deliveries und recently_added sein, jedes höchstens einmal.",invalid_deliveries:"„deliveries“ muss eine ganze Zahl von 1 bis 50 sein.",invalid_recently_added:"„recently_added“ muss eine ganze Zahl von 1 bis 50 sein.",invalid_library:"„library“ muss eine Liste von Titeln oder IDs von Mediatheken sein.",invalid_layout:"„layout“ muss row oder grid sein.",invalid_group:"„group“ muss true oder false sein.",invalid_tap_action:"„tap_action“ muss details, url oder none sein.",invalid_title:"„title“ muss Text sein.",several_servers:"Mehrere Server werden nur in YAML unterstützt."};var an={name:"Plex Arrivals",description:"Downloads on the way to Plex, and what was added recently",status:"Status",deliveries:"Downloads",recently_added:"Recently added",recently_added_in:"Recently added in {library}",part_of_server:"{part} · {server}",online:"Online",online_since:"Online since {time}",offline:"Offline",offline_since:"Offline since {time}",scanning_library:"scanning {library}",more:"{n} more",not_loaded:"Not ready yet",needs_you:"{n} needs you|{n} need you",downloading:"Downloading",waiting:"Waiting",waiting_for:"Waiting for {importer}",import_blocked:"{importer} cannot import it",scanning:"Scanning",available:"In Plex",upgraded:"Upgraded",partly_available:"Partly in Plex",unmatched:"No library",missing:"Not found in Plex",steps:"Downloaded · Library found · Scanned · In Plex",settling:"for the files to settle",plex_offline:"Plex is not available",import_awaited:"for Sonarr, Radarr, or Lidarr",no_library:"no library for {path}",no_import:"not imported within a day",not_found:"after several scans",forbidden:"no permission to scan",plex_failed:"Plex reported an error",internal_error:"unexpected error, check the logs",partly_found:"{n} of {all} files",not_recognised:"not recognized",time_left:"{time} left",looks:"second look · third look · fourth look · fifth look",next_scan:"next scan in {time}",upgrade:"upgrade",upgraded_from:"from {quality}",to_library:"to {library}",requested_by:"for {names}",items:"{n} items",episodes:"{n} episodes",tracks:"{n} tracks",found_episodes:"{n} of {all} episodes in Plex",found_tracks:"{n} of {all} tracks in Plex",found_files:"{n} of {all} files in Plex",season:"Season {n}",view:"View in Plex",play:"Play",fix:"Fix",retry:"Retry",dismiss:"Dismiss",show_all:"Show {n} more",show_less:"Show fewer",loading:"Loading",no_deliveries:"All quiet",no_recent:"Nothing added yet",no_such_library:"No library named {library}",no_server:"No Plex server is set up",no_server_allowed:"You do not have permission to view a Plex server",unauthorized:"You do not have permission to view this Plex server",not_found_server:"This Plex server is no longer set up",integration_outdated:"This card needs a newer version of Plex Arrivals",update_hint:"Restart Home Assistant to finish the update",failed:"Plex Arrivals does not respond",card_outdated:"Plex Arrivals was updated",reload:"Reload",choose_server:"Edit the card and select another server",ask_admin:"Ask an administrator for access",add_server:"Add one under Settings > Devices & services",disabled:"{name} is disabled",enable_server:"Enable it under Settings > Devices & services",no_permission:"You do not have permission to view this card",label_title:"Title",label_entry_id:"Server",label_show:"Sections to show",label_deliveries:"Number of downloads",label_recently_added:"Number of posters",label_library:"Libraries",label_layout:"Poster layout",label_group:"Group episodes",label_tap_action:"Tap behavior",help_all:"Default: all",help_default:"Default: {n}",help_library:"Libraries to show in recently added. Default: all",help_group:"One poster for the episodes of a season",layout_row:"Row",layout_grid:"Grid",tap_details:"Details",tap_url:"Open in Plex",tap_none:"Nothing",invalid_entry_id:"“entry_id” must be the ID of a Plex Arrivals entry, or a list of IDs.",invalid_show:"“show” must be a list of status, deliveries, and recently_added, each at most once.",invalid_deliveries:"“deliveries” must be a whole number from 1 to 50.",invalid_recently_added:"“recently_added” must be a whole number from 1 to 50.",invalid_library:"“library” must be a list of library titles or IDs.",invalid_layout:"“layout” must be row or grid.",invalid_group:"“group” must be true or false.",invalid_tap_action:"“tap_action” must be details, url, or none.",invalid_title:"“title” must be text.",several_servers:"More than one server is only supported in YAML."};var ln={name:"Plex Arrivals",description:"Descargas de camino a Plex y elementos añadidos recientemente",status:"Estado",deliveries:"Descargas",recently_added:"Añadido recientemente",recently_added_in:"Añadido recientemente en {library}",part_of_server:"{part} · {server}",online:"En línea",online_since:"En línea desde {time}",offline:"Sin conexión",offline_since:"Sin conexión desde {time}",scanning_library:"escaneando {library}",more:"{n} más",not_loaded:"Aún no está listo",needs_you:"{n} te necesita|{n} te necesitan",downloading:"Descargando",waiting:"En espera",waiting_for:"Esperando a {importer}",import_blocked:"{importer} no lo importa",scanning:"Escaneando",available:"En Plex",upgraded:"Mejorada",partly_available:"En parte en Plex",unmatched:"Sin biblioteca",missing:"No encontrada en Plex",steps:"Descargado · Biblioteca encontrada · Analizado · En Plex",settling:"de que los archivos dejen de cambiar",plex_offline:"Plex no está disponible",import_awaited:"de Sonarr, Radarr o Lidarr",no_library:"sin biblioteca para {path}",no_import:"sin importar en un día",not_found:"tras varios escaneos",forbidden:"sin permiso para escanear",plex_failed:"Plex ha notificado un error",internal_error:"error inesperado, consulta los registros",partly_found:"{n} de {all} archivos",not_recognised:"sin reconocer",time_left:"listo en {time}",looks:"segundo intento · tercer intento · cuarto intento · quinto intento",next_scan:"siguiente escaneo en {time}",upgrade:"mejora",upgraded_from:"desde {quality}",to_library:"a {library}",requested_by:"para {names}",items:"{n} elementos",episodes:"{n} episodios",tracks:"{n} pistas",found_episodes:"{n} de {all} episodios en Plex",found_tracks:"{n} de {all} pistas en Plex",found_files:"{n} de {all} archivos en Plex",season:"Temporada {n}",view:"Ver en Plex",play:"Reproducir",fix:"Arreglar",retry:"Reintentar",dismiss:"Descartar",show_all:"Mostrar {n} más",show_less:"Mostrar menos",loading:"Cargando",no_deliveries:"Todo en calma",no_recent:"Aún no se ha añadido nada",no_such_library:"No hay ninguna biblioteca llamada {library}",no_server:"No hay ningún servidor Plex configurado",no_server_allowed:"No tienes permiso para ver ningún servidor Plex",unauthorized:"No tienes permiso para ver este servidor Plex",not_found_server:"Este servidor Plex ya no está configurado",integration_outdated:"Esta tarjeta necesita una versión más reciente de Plex Arrivals",update_hint:"Reinicia Home Assistant para terminar la actualización",failed:"Plex Arrivals no responde",card_outdated:"Plex Arrivals se ha actualizado",reload:"Recargar",choose_server:"Edita la tarjeta y selecciona otro servidor",ask_admin:"Pide acceso a un administrador",add_server:"Añade uno en Configuración > Dispositivos y servicios",disabled:"{name} está deshabilitado",enable_server:"Habilítalo en Configuración > Dispositivos y servicios",no_permission:"No tienes permiso para ver esta tarjeta",label_title:"Título",label_entry_id:"Servidor",label_show:"Secciones que se muestran",label_deliveries:"Número de descargas",label_recently_added:"Número de pósteres",label_library:"Bibliotecas",label_layout:"Diseño de los pósteres",label_group:"Agrupar episodios",label_tap_action:"Comportamiento al tocar",help_all:"Por defecto: todo",help_default:"Por defecto: {n}",help_library:"Bibliotecas para lo añadido recientemente. Por defecto: todas",help_group:"Un póster para los episodios de una temporada",layout_row:"Fila",layout_grid:"Cuadrícula",tap_details:"Detalles",tap_url:"Abrir en Plex",tap_none:"Nada",invalid_entry_id:"«entry_id» debe ser el ID de una entrada de Plex Arrivals, o una lista de ID.",invalid_show:"«show» debe ser una lista de status, deliveries y recently_added, cada uno una vez como mucho.",invalid_deliveries:"«deliveries» debe ser un número entero del 1 al 50.",invalid_recently_added:"«recently_added» debe ser un número entero del 1 al 50.",invalid_library:"«library» debe ser una lista de títulos o ID de bibliotecas.",invalid_layout:"«layout» debe ser row o grid.",invalid_group:"«group» debe ser true o false.",invalid_tap_action:"«tap_action» debe ser details, url o none.",invalid_title:"«title» debe ser texto.",several_servers:"Varios servidores solo se admiten en YAML."};var dn={name:"Plex Arrivals",description:"Téléchargements en route vers Plex et ajouts récents",status:"État",deliveries:"Téléchargements",recently_added:"Ajouts récents",recently_added_in:"Ajouts récents dans {library}",part_of_server:"{part} · {server}",online:"En ligne",online_since:"En ligne depuis {time}",offline:"Hors ligne",offline_since:"Hors ligne depuis {time}",scanning_library:"analyse de {library}",more:"{n} de plus",not_loaded:"Pas encore prêt",needs_you:"{n} a besoin de vous|{n} ont besoin de vous",downloading:"Téléchargement",waiting:"En attente",waiting_for:"En attente de {importer}",import_blocked:"{importer} n’importe pas",scanning:"Analyse",available:"Dans Plex",upgraded:"Amélioré",partly_available:"En partie dans Plex",unmatched:"Aucune bibliothèque",missing:"Introuvable dans Plex",steps:"Téléchargé · Bibliothèque trouvée · Analysé · Dans Plex",settling:"de la stabilisation des fichiers",plex_offline:"Plex n’est pas disponible",import_awaited:"de Sonarr, Radarr ou Lidarr",no_library:"aucune bibliothèque pour {path}",no_import:"non importé en une journée",not_found:"après plusieurs analyses",forbidden:"pas d’autorisation d’analyser",plex_failed:"Plex a signalé une erreur",internal_error:"erreur inattendue, consultez les journaux",partly_found:"{n} des {all} fichiers",not_recognised:"non reconnu",time_left:"il reste {time}",looks:"deuxième essai · troisième essai · quatrième essai · cinquième essai",next_scan:"prochaine analyse dans {time}",upgrade:"amélioration",upgraded_from:"depuis {quality}",to_library:"vers {library}",requested_by:"pour {names}",items:"{n} éléments",episodes:"{n} épisodes",tracks:"{n} pistes",found_episodes:"{n} des {all} épisodes dans Plex",found_tracks:"{n} des {all} pistes dans Plex",found_files:"{n} des {all} fichiers dans Plex",season:"Saison {n}",view:"Voir dans Plex",play:"Lire",fix:"Corriger",retry:"Réessayer",dismiss:"Ignorer",show_all:"Afficher {n} de plus",show_less:"Afficher moins",loading:"Chargement",no_deliveries:"Tout est calme",no_recent:"Aucun ajout pour l’instant",no_such_library:"Aucune bibliothèque nommée {library}",no_server:"Aucun serveur Plex n’est configuré",no_server_allowed:"Vous n’êtes pas autorisé à afficher un serveur Plex",unauthorized:"Vous n’êtes pas autorisé à afficher ce serveur Plex",not_found_server:"Ce serveur Plex n’est plus configuré",integration_outdated:"Cette carte nécessite une version plus récente de Plex Arrivals",update_hint:"Redémarrez Home Assistant pour terminer la mise à jour",failed:"Plex Arrivals ne répond pas",card_outdated:"Plex Arrivals a été mis à jour",reload:"Recharger",choose_server:"Modifiez la carte et sélectionnez un autre serveur",ask_admin:"Demandez l’accès à un administrateur",add_server:"Ajoutez-en un dans Paramètres > Appareils et services",disabled:"{name} est désactivé",enable_server:"Activez-le dans Paramètres > Appareils et services",no_permission:"Vous n’êtes pas autorisé à afficher cette carte",label_title:"Titre",label_entry_id:"Serveur",label_show:"Sections à afficher",label_deliveries:"Nombre de téléchargements",label_recently_added:"Nombre d’affiches",label_library:"Bibliothèques",label_layout:"Disposition des affiches",label_group:"Grouper les épisodes",label_tap_action:"Comportement lors d’un appui",help_all:"Par défaut : tout",help_default:"Par défaut : {n}",help_library:"Bibliothèques pour les ajouts récents. Par défaut : toutes",help_group:"Une affiche pour les épisodes d’une saison",layout_row:"Rangée",layout_grid:"Grille",tap_details:"Détails",tap_url:"Ouvrir dans Plex",tap_none:"Rien",invalid_entry_id:"« entry_id » doit être l’ID d’une entrée de Plex Arrivals, ou une liste d’ID.",invalid_show:"« show » doit être une liste de status, deliveries et recently_added, chacun une fois au plus.",invalid_deliveries:"« deliveries » doit être un nombre entier de 1 à 50.",invalid_recently_added:"« recently_added » doit être un nombre entier de 1 à 50.",invalid_library:"« library » doit être une liste de titres ou d’ID de bibliothèques.",invalid_layout:"« layout » doit être row ou grid.",invalid_group:"« group » doit être true ou false.",invalid_tap_action:"« tap_action » doit être details, url ou none.",invalid_title:"« title » doit être du texte.",several_servers:"Plusieurs serveurs ne sont pris en charge qu’en YAML."};var cn={name:"Plex Arrivals",description:"Downloads onderweg naar Plex en recent toegevoegde items",status:"Status",deliveries:"Downloads",recently_added:"Recent toegevoegd",recently_added_in:"Recent toegevoegd in {library}",part_of_server:"{part} · {server}",online:"Online",online_since:"Online sinds {time}",offline:"Offline",offline_since:"Offline sinds {time}",scanning_library:"scant {library}",more:"nog {n}",not_loaded:"Nog niet gereed",needs_you:"{n} heeft je nodig|{n} hebben je nodig",downloading:"Downloaden",waiting:"Wachten",waiting_for:"Wacht op {importer}",import_blocked:"{importer} importeert niet",scanning:"Scannen",available:"In Plex",upgraded:"Verbeterd",partly_available:"Deels in Plex",unmatched:"Geen bibliotheek",missing:"Niet gevonden in Plex",steps:"Gedownload · Bibliotheek gevonden · Gescand · In Plex",settling:"tot de bestanden niet meer veranderen",plex_offline:"Plex is niet beschikbaar",import_awaited:"op Sonarr, Radarr of Lidarr",no_library:"geen bibliotheek voor {path}",no_import:"niet binnen een dag geïmporteerd",not_found:"na meerdere scans",forbidden:"geen toestemming om te scannen",plex_failed:"Plex heeft een fout gemeld",internal_error:"onverwachte fout, controleer de logboeken",partly_found:"{n} van {all} bestanden",not_recognised:"niet herkend",time_left:"nog {time}",looks:"tweede poging · derde poging · vierde poging · vijfde poging",next_scan:"volgende scan over {time}",upgrade:"verbetering",upgraded_from:"van {quality}",to_library:"naar {library}",requested_by:"voor {names}",items:"{n} items",episodes:"{n} afleveringen",tracks:"{n} nummers",found_episodes:"{n} van {all} afleveringen in Plex",found_tracks:"{n} van {all} nummers in Plex",found_files:"{n} van {all} bestanden in Plex",season:"Seizoen {n}",view:"Bekijk in Plex",play:"Afspelen",fix:"Oplossen",retry:"Opnieuw proberen",dismiss:"Negeren",show_all:"Nog {n} tonen",show_less:"Minder tonen",loading:"Laden",no_deliveries:"Alles rustig",no_recent:"Nog niets toegevoegd",no_such_library:"Geen bibliotheek met de naam {library}",no_server:"Er is geen Plex-server ingesteld",no_server_allowed:"Je hebt geen toestemming om een Plex-server te bekijken",unauthorized:"Je hebt geen toestemming om deze Plex-server te bekijken",not_found_server:"Deze Plex-server is niet meer ingesteld",integration_outdated:"Deze kaart vereist een nieuwere versie van Plex Arrivals",update_hint:"Herstart Home Assistant om de update af te ronden",failed:"Plex Arrivals reageert niet",card_outdated:"Plex Arrivals is bijgewerkt",reload:"Herladen",choose_server:"Bewerk de kaart en selecteer een andere server",ask_admin:"Vraag een beheerder om toegang",add_server:"Voeg er een toe via Instellingen > Apparaten en diensten",disabled:"{name} is uitgeschakeld",enable_server:"Schakel deze in via Instellingen > Apparaten en diensten",no_permission:"Je hebt geen toestemming om deze kaart te bekijken",label_title:"Titel",label_entry_id:"Server",label_show:"Weergegeven onderdelen",label_deliveries:"Aantal downloads",label_recently_added:"Aantal posters",label_library:"Bibliotheken",label_layout:"Indeling van de posters",label_group:"Afleveringen groeperen",label_tap_action:"Gedrag bij tikken",help_all:"Standaard: alles",help_default:"Standaard: {n}",help_library:"Bibliotheken voor recent toegevoegd. Standaard: alle",help_group:"Eén poster voor de afleveringen van een seizoen",layout_row:"Rij",layout_grid:"Raster",tap_details:"Details",tap_url:"Openen in Plex",tap_none:"Niets",invalid_entry_id:"“entry_id” moet de ID van een Plex Arrivals-item zijn, of een lijst met ID's.",invalid_show:"“show” moet een lijst zijn van status, deliveries en recently_added, elk hoogstens één keer.",invalid_deliveries:"“deliveries” moet een geheel getal van 1 tot 50 zijn.",invalid_recently_added:"“recently_added” moet een geheel getal van 1 tot 50 zijn.",invalid_library:"“library” moet een lijst zijn met titels of ID's van bibliotheken.",invalid_layout:"“layout” moet row of grid zijn.",invalid_group:"“group” moet true of false zijn.",invalid_tap_action:"“tap_action” moet details, url of none zijn.",invalid_title:"“title” moet tekst zijn.",several_servers:"Meerdere servers worden alleen in YAML ondersteund."};var pn={en:an,de:on,fr:dn,nl:cn,es:ln},Ae=(t="en")=>pn[mn(t)]?t:"en";function un(t,e){let n=Ae(e),r=t[mn(n)];return(i,s={})=>{let[o,l=o]=r[i].split("|");return(l===o||new Intl.PluralRules(n).select(Number(s.n))==="one"?o:l).replace(/\{(\w+)\}/g,(u,p)=>String(s[p]??u))}}var y=t=>un(pn,t),mn=t=>t.split(/[-_]/)[0].toLowerCase(),T=()=>globalThis.document?.documentElement.lang||"en";var Te=["status","deliveries","recently_added"],Xe=["details","url","none"],et=50,Se=t=>typeof t=="string",hn=t=>Array.isArray(t)&&t.every(e=>Se(e)&&e),_n=t=>Number.isFinite(t),fn=t=>_n(t)&&t>=1,Sr=t=>new Set(t).size===t.length,Tr={title:Se,entry_id:t=>Se(t)||hn(t),show:t=>hn(t)&&t.every(e=>Te.includes(e))&&Sr(t),deliveries:fn,recently_added:fn,library:t=>[t].flat().every(e=>Se(e)||_n(e)),layout:t=>t==="row"||t==="grid",group:t=>typeof t=="boolean",tap_action:t=>Xe.includes(vn(t))};function vn(t){let e=t.action??t;return e==="more-info"?"details":e}function j(t,e=T()){for(let[n,r]of Object.entries(Tr)){let i=t[n];if(i!=null&&!r(i))throw new Error(y(e)(`invalid_${n}`))}return{title:t.title??"",entryIds:[t.entry_id??[]].flat().filter(Boolean),show:t.show?.length?t.show:[...Te],deliveries:gn(t.deliveries??5),recentlyAdded:gn(t.recently_added??12),library:[t.library??[]].flat().map(n=>String(n).trim()).filter(Boolean),layout:t.layout??"row",group:t.group??!0,tapAction:vn(t.tap_action??"details")}}function gn(t){return Math.min(Math.round(t),et)}var kr="./plex-arrivals-details.js";async function yn(t,e,n){(await tt(t,e))?.openDialog(t,e,n)}async function tt(t,e){try{return await import(kr)}catch{let n=y(e.locale?.language??e.language),r={message:n("failed"),action:{text:n("reload"),action:()=>location.reload()}};t.dispatchEvent(new CustomEvent("hass-notification",{detail:r,bubbles:!0,composed:!0}));return}}function ke({devices:t},e){let n=Object.values(t??{}).find(r=>r?.primary_config_entry===e);return n?.name_by_user||n?.name||void 0}var bn=()=>globalThis.document?.querySelector("home-assistant")?.hass;var F="plex-arrivals-card";function xn(t=bn()){let e=y(T()),{deliveries:n,recentlyAdded:r,layout:i,group:s,tapAction:o}=j({}),l={entry_id:e("help_all"),show:e("help_all"),deliveries:e("help_default",{n}),recently_added:e("help_default",{n:r}),library:e("help_library"),layout:e("help_default",{n:e(`layout_${i}`)}),group:e("help_group"),tap_action:e("help_default",{n:e(`tap_${o}`)})},a={number:{min:1,max:et,mode:"box"}},u=(p,d,f)=>({select:{options:p.map(h=>({value:h,label:e(d(h))})),...f}});return{schema:[{name:"entry_id",selector:{config_entry:{integration:"plex_arrivals"}}},{name:"title",selector:{text:{}}},{name:"show",selector:u(Te,p=>p,{multiple:!0,reorder:!0,mode:"dropdown"})},{name:"",type:"grid",schema:[{name:"deliveries",selector:a,default:n},{name:"recently_added",selector:a,default:r}]},{name:"library",selector:{select:{options:Pr(t),multiple:!0,custom_value:!0}}},{name:"layout",selector:u(["row","grid"],p=>`layout_${p}`,{mode:"dropdown"})},{name:"group",selector:{boolean:{}},default:s},{name:"tap_action",selector:u(Xe,p=>`tap_${p}`,{mode:"dropdown"})}],computeLabel:({name:p})=>p?e(`label_${p}`):"",computeHelper:({name:p})=>l[p]??"",assertConfig(p){if(j({...p,deliveries:void 0,recently_added:void 0}),Array.isArray(p.entry_id))throw new Error(e("several_servers"));if(typeof p.tap_action=="object")throw new Error(e("invalid_tap_action"));if(p.library!=null&&!Array.isArray(p.library))throw new Error(e("invalid_library"))}}}function Pr({entities:t,states:e}={}){let n=Object.keys(t??{}).filter(r=>wn(t[r])).map(r=>e?.[r]?.attributes.library);return[...new Set(n.filter(r=>typeof r=="string"))].sort()}var wn=t=>t?.platform==="plex_arrivals"&&t.translation_key==="library_recently_added";function $n(){let{show:t,deliveries:e,recentlyAdded:n,layout:r,group:i,tapAction:s}=j({});return{show:t,deliveries:e,recently_added:n,layout:r,group:i,tap_action:s}}var Er={recently_added:["recently_added"],library_recently_added:["recently_added"],last_arrival:["deliveries"],last_arrival_poster:["deliveries"],delivery:["deliveries"],deliveries_in_progress:["deliveries"],downloads_running:["deliveries"],online:["status"],library_scanning:["status"]};function An(t,e){let n=t.entities?.[e];if(n?.platform!=="plex_arrivals")return null;let r=n.device_id&&t.devices?.[n.device_id]?.primary_config_entry,i=Er[n.translation_key??""];if(!i)return null;let s=wn(n)&&t.states?.[e]?.attributes.library;return{config:{type:`custom:${F}`,...r&&{entry_id:r},show:i,...s&&{library:[s]}}}}function k(t,e,n,r,i={},s){return c`<div class="head notice">
<div class="icon"><ha-icon .icon=${e}></ha-icon></div>
<div class="text">
<div class="name">${t(n,i)}</div>
${r?c`<div class="line">${t(r)}</div>`:m}
</div>
${s??m}
</div>`}function rt(t,e){return e?k(t,"mdi:plex","no_server","add_server"):k(t,"mdi:lock-outline","no_server_allowed","ask_admin")}function it(t,e,n){let r=n?"enable_server":"ask_admin";return e.map(i=>k(t,"mdi:server-off","disabled",r,{name:i}))}function st(t,e,n){switch(e){case"unauthorized":return k(t,"mdi:lock-outline","unauthorized","ask_admin");case"not_found":return k(t,"mdi:server-off","not_found_server",n?"choose_server":void 0);case"unknown_command":return ot(t);case"failed":return k(t,"mdi:alert-circle-outline","failed")}}function ot(t){return k(t,"mdi:update","integration_outdated","update_hint")}function Sn(t){let e=c`<button class="button" @click=${()=>location.reload()}>${t("reload")}</button>`;return k(t,"mdi:update","card_outdated",void 0,{},e)}function Pe(t,e){return c`<div class="skeleton" role="status" aria-label=${t("loading")}>
${e.show.map(n=>Cr[n](e))}
</div>`}var Rr=5,nt=c`<div class="text"><i></i><i></i></div>`,Cr={status:()=>c`<div class="head">
<div class="icon"></div>
${nt}
</div>`,deliveries:({deliveries:t})=>c`<section>
<div class="heading"><i></i></div>
<div class="rows">
${Array.from({length:Math.min(t,Rr)},()=>c`<div class="row">
<div class="thumbnail"></div>
${nt}
</div>`)}
</div>
</section>`,recently_added:({layout:t,recentlyAdded:e})=>c`<section>
<div class="heading"><i></i></div>
<div class="posters ${t==="grid"?"grid":"strip"}">
${Array.from({length:e},()=>c`<div>
<div class="art"></div>
${nt}
</div>`)}
</div>
</section>`};function ee(t,e,n){let r=[String(e),(n??"").trim().toLowerCase()];return t.some(i=>r.includes(i.trim().toLowerCase()))}function Tn(t,e){let n=t.libraries??[];return e.length>0&&n.length>0&&!n.some(({id:r,title:i})=>ee(e,r,i))}var D=t=>String(t).padStart(2,"0");function te(t){return["episode","season"].includes(t.type)&&t.show||t.title||t.show||""}function ne(t,e){return t.type==="episode"?[t.season!=null&&`S${D(t.season)}`,t.episode!=null&&`E${D(t.episode)}`].filter(Boolean).join(""):t.type==="season"&&t.season!=null?e("season",{n:t.season}):(t.type==="album"||t.type==="track")&&t.show?t.show:t.year?String(t.year):""}var Dr={movie:"mdi:movie-open-outline",show:"mdi:television",season:"mdi:television",episode:"mdi:television",artist:"mdi:music-note",album:"mdi:music-note",track:"mdi:music-note",music:"mdi:music-note",photo:"mdi:image-outline",photoalbum:"mdi:image-outline",other:"mdi:movie-open-outline"};function re(t){return Dr[t??""]??"mdi:tray-arrow-down"}function Ee(t,e){return Lr(t,e).replaceAll(" "," ")}function Lr(t,e){let n=Date.parse(t);if(Number.isNaN(n))return"";let{language:r}=e,i=Math.max(0,e.now-n),s=En(n,e);if(i<6e4)return lt(r).format(0,"second");if(i<36e5)return kn(Math.floor(i/6e4),"minute",r);if(s===0||i<6*36e5)return kn(Math.floor(i/36e5),"hour",r);if(s===1)return lt(r).format(-1,"day");let o=s<7?{weekday:"long"}:Pn(n,e);return Rn(n,o,e,r)}function dt(t,e,n=!1){let r=Date.parse(t);if(Number.isNaN(r))return"";let i={hour:"numeric",minute:"2-digit",...n&&{second:"2-digit"},...zr(e.locale)},s=En(r,e)?{...Pn(r,e),...i}:i;return Rn(r,s,e,e.locale.language)}function Re(t,e){if(Math.round(t)<60)return ie(Math.round(t),"second",e);let n=Math.round(t/60);if(n<60)return ie(n,"minute",e);if(n>=2880)return ie(Math.round(n/60/24),"day",e);let r=n%60,i=ie(Math.floor(n/60),"hour",e);return r&&n<600?`${i} ${ie(r,"minute",e)}`:i}function se(t,e){return K(Intl.NumberFormat,e,{style:"percent"}).format(Math.floor(t)/100)}function kn(t,e,n){let r=lt(n).format(-t,e);return n.startsWith("en")?r.replace(".",""):r}function lt(t){return K(Intl.RelativeTimeFormat,t,{numeric:"auto",style:"short"})}function ie(t,e,n){return K(Intl.NumberFormat,n,{style:"unit",unit:e,unitDisplay:"short"}).format(t)}function Pn(t,e){return{day:"numeric",month:"short",...e.now-t>2592e7&&{year:"numeric"}}}function En(t,e){let n=r=>{let i=K(Intl.DateTimeFormat,"sv",{dateStyle:"short",timeZone:Cn(e)});return Date.parse(`${i.format(r)}T00:00:00Z`)};return Math.round((n(e.now)-n(t))/864e5)}function Rn(t,e,n,r){return K(Intl.DateTimeFormat,r,{...e,timeZone:Cn(n)}).format(t)}function Cn(t){return t.locale.time_zone==="server"?t.timeZone:void 0}function zr({time_format:t}){return t==="12"?{hourCycle:"h12"}:t==="24"?{hourCycle:"h23"}:t!=="system"?{}:{hourCycle:new Intl.DateTimeFormat(void 0,{hour:"numeric"}).resolvedOptions().hourCycle}}var at=new Map;function K(t,e,n){let r=JSON.stringify([t.name,e,n]);return at.has(r)||at.set(r,new t(e,n)),at.get(r)}var ct=[160,320,640];function Dn(t,e,n){let r=e*Math.min(n,3),i=ct.find(s=>s*1.1>=r)??ct[ct.length-1];return`${t}${t.includes("?")?"&":"?"}width=${i}&height=${i*1.5}`}function pt(t){return t.replace(/([?&])authSig=[^&]*&?/,"$1").replace(/[?&]$/,"")}function Ln(t){return/metadata(?:%2F|\/)(\d+)/.exec(t??"")?.[1]}function Ce(t){return t&&/^(https?|plex):/i.test(t)?t:void 0}function De({recently_added:t},e){let{library:n,group:r,recentlyAdded:i}=e,s=new Map;for(let o of t??[]){if(n.length&&!ee(n,o.library_id,o.library)||!r&&o.in_list===!1)continue;let l=r&&o.group||o.rating_key;s.has(l)||s.size>=i||s.set(l,{item:o,count:r&&o.group_size!==void 0?o.group_size:1})}return[...s.values()]}function Le({item:t,count:e}){let{type:n,album:r,season_url:i,album_url:s}=t,o=e!==1&&{episode:i,track:s}[n];return o?{...t,...n==="track"?{type:"album",title:r??""}:{type:"season"},url:o,rating_key:Ln(o)??t.rating_key}:t}function zn({item:t,count:e},n,r){let i=t.added_at&&Ee(t.added_at,r),s=e&&n("episodes",{n:e}).replace(" "," ");return(e!==1&&t.season!=null?[`S${D(t.season)}`,s||i]:[ne(t,n),i]).filter(Boolean).join(" · ")}function ze({hass:t,localize:e},n,r,i,s){if(!r||!n?.playable_types?.includes(r.type))return m;let o=async l=>{l.stopPropagation();let a=l.currentTarget;a.ariaBusy||(await tt(a,t))?.playFrom(a,t,i)};return c`<button class="button play" aria-label="${e("play")}: ${s}" @click=${o}>
<ha-icon .icon=${"mdi:play"}></ha-icon>
</button>`}var _={tone:"ok",progress:1},x={tone:"none",progress:0},oe=t=>({tone:t,progress:1}),ae=(t,e)=>({tone:t,progress:e==null?void 0:Math.min(Math.max(e/100,0),1)}),ut=new Set(["settling","import_awaited",null]);function b(t){return t.state==="downloading"}function Mn(t){return b(t)?t.id:t.delivery_id}function Ne(t){return t.state==="unmatched"||t.state==="missing"}function le(t){return t.state==="waiting"&&t.reason==="import_blocked"}function w(t){return Ne(t)||le(t)}function Me(t){return{items:t.item_count??t.items.length,missing:t.missing_count??t.missing_files.length}}function ht(t,e,n){switch(t.state){case"downloading":return{label:"downloading",tone:"info",steps:[ae("info",t.progress),ut.has(t.reason)?x:oe("warning"),x,x]};case"waiting":{if(le(t))return{label:t.importer?"import_blocked":"waiting",tone:"error",steps:[_,oe("warning"),x,x]};let r=ut.has(t.reason)?"neutral":"warning";return{label:In(t)?"waiting_for":"waiting",tone:r,steps:[_,ae(r,null),x,x]}}case"scanning":{let{files:r,of:i}=t.found??{files:0,of:0},s=e.find(({library_id:l})=>l===t.library_id),o=r&&r===i?[_,_,_,ae("info",null)]:[_,_,ae("info",r?100*r/i:s?.progress),x];return!s&&(t.scan_number??1)>1&&Un(t,n)?{label:"waiting",tone:"neutral",steps:o}:{label:"scanning",tone:"info",steps:o}}case"available":{let{items:r,missing:i}=Me(t);if(i){let s=100*r/(r+i);return{label:"partly_available",tone:"warning",steps:[_,_,_,ae("warning",s)]}}return{label:t.kind==="upgraded"?"upgraded":"available",tone:"ok",steps:[_,_,_,_]}}case"unmatched":return{label:"unmatched",tone:"warning",steps:[_,oe("warning"),x,x]};case"missing":return{label:"missing",tone:"error",steps:t.tried.length?[_,_,_,oe("error")]:[_,_,oe("error"),x]};default:return{label:"waiting",tone:"neutral",steps:[_,x,x,x]}}}function In({reason:t,importer:e}){return t==="import_awaited"&&!!e}function ft(t,e,n){if(b(t))return[n(e)];let r=e==="upgraded"&&Kn(t);return[n(e,{importer:t.importer??""}),...r?[n("upgraded_from",{quality:r})]:[]]}function On(t,e,n,r){let i=t.reason?Bn(t,t.reason,e):null,s=t.media?.is_upgrade&&t.state!=="available"&&!w(t)?e("upgrade"):null;if(b(t)){let d=t.library&&e("to_library",{library:t.library});return mt([t.progress==null?null:se(t.progress,n.locale.language),t.time_left==null?null:e("time_left",{time:Re(t.time_left,n.language)}),d??(ut.has(t.reason)?null:i),s])}let o=t.state==="available"?t.updated_at:t.download.finished_at??t.created_at,l=qn(t,e,r),a=t.state==="scanning"?Hn(t,e,n):null,{items:u,missing:p}=Me(t);return mt([i,l,a,t.state==="available"&&u>1&&!p?Vn(t.items,u,e):null,Ne(t)||l?null:t.library,t.requested_by?.length?e("requested_by",{names:t.requested_by.join(", ")}):null,s,a||le(t)?null:Ee(o,n)])}function Hn(t,e,n){let r=Un(t,n.now);if(!r)return null;let i=e("looks").split(" · ")[(t.scan_number??1)-2];return mt([i,e("next_scan",{time:Re(r,n.language)})]).join(", ")}function Un({next_scan_at:t},e){return Math.max((Date.parse(t??"")-e)/1e3,0)||0}function jn(t,e){let n={ok:" ✓",none:"",info:" …",neutral:" …",warning:" !",error:" !"};return e("steps").split(" · ").map((r,i)=>(r+n[t[i].tone]).replaceAll(" "," ")).join(" · ")}function Bn(t,e,n){if(!b(t)&&In(t))return null;if(!b(t)&&le(t))return t.messages?.[0]??t.explanation;if(!Nr.has(e))return t.explanation;if(e==="no_library"&&Ne(t))return t.download.path;let{items:r,missing:i}=b(t)?{items:0,missing:0}:Me(t);return e==="partly_found"&&!i?t.explanation:n(e,{path:t.download.path,n:r,all:r+i})}var Nr=new Set(["settling","plex_offline","import_awaited","no_library","no_import","not_found","forbidden","plex_failed","internal_error","partly_found","not_recognised"]);function Vn(t,e,n){let r=i=>t.every(s=>s.type===i);return n(r("episode")?"episodes":r("track")?"tracks":"items",{n:e})}function qn({found:t},e,n){return t?e(n==="show"?"found_episodes":n==="music"?"found_tracks":"found_files",{n:t.files,all:t.of}):null}function mt(t){return t.filter(e=>!!e)}function Fn(t,e,n){let r=e.filter(a=>!w(a)),i=!t.length&&r.every(({state:a})=>a==="available"),s=e.filter(w).slice(0,i?n:Nn(n,t.length+r.length)),o=n-s.length,l=t.slice(0,Nn(o,r.length));return[...s,...l,...r.slice(0,o-l.length)]}var Nn=(t,e)=>Math.max(t-e,Math.ceil(t/2));var Mr={6:"5.1",7:"6.1",8:"7.1"},Ir=/(?:(?<![a-z])(?:DD(?:PA?)?|(?:E-?)?AC-?3|AAC|DTS|TrueHD|FLAC|L?PCM|Opus|Atmos)(?![a-z])\D{0,8}|[[(](?=\d\.1[\])])|(?=\d\.1 ?ch))([5-7])[ ._]1(?!\d)/i;function _t(t){let e=b(t)?[]:gt(t.items[0]);return e.length?e:Or(t)}function gt(t={}){return Gn({...t,hdr:t.hdr&&"HDR"})}function Gn({resolution:t,hdr:e,audio_channels:n}){return[t&&Wn(t),e,Mr[n??0]].filter(r=>!!r)}function Kn({upgraded_from:t,items:e}){let n=gt(t??{}).join(" ");return t?.resolution&&n!==gt(e[0]).join(" ")?n:null}function Wn(t){return/^\d+$/.test(t)?`${t}p`:t.toUpperCase()}function Or({media:t,download:e}){if(!t)return[];let n=`${t.quality??""} ${e.name}`,r=/(?<!\d)(2160|1080|720|576|480)[pi]/i.exec(n)?.[1],i=r?Wn(r==="2160"?"4k":r):t.quality??"",s=Ir.exec(n)?.[1];return[i,/\b(HDR|HDR10|DV|DoVi)\b/.test(n)?"HDR":"",s?`${s}.1`:""].filter(Boolean)}var L=c`<i class="separator"> <b>· </b></i>`,de=t=>t.split(" · ").map((e,n)=>c`${n?L:m}<bdi>${e}</bdi>`);function ce({hass:t},e,n,r,i){let s=e&&Dn(t.hassUrl?.(e)??e,r,globalThis.devicePixelRatio||1);return c`<plex-arrivals-poster .src=${s||void 0} .icon=${n} .online=${i}></plex-arrivals-poster>`}function z(t,e,n,r){let i=Ce(t);if(!i)return c`<span class=${e}>${n}</span>`;let s=i.startsWith("http")?"_blank":"_self";return r?c`<a class=${e} href=${i} target=${s} rel="noreferrer" aria-label=${r}>${n}</a>`:c`<a class=${e} href=${i} target=${s} rel="noreferrer">${n}</a>`}function Ie({config:t,openDetails:e},n,r,i,s,o=""){let l=`${i} opener`;return t.tapAction==="none"?c`<span class=${i} title=${o}>${s}</span>`:t.tapAction==="url"&&Ce(r)?z(r,l,s):c`<button class=${l} title=${o} aria-haspopup="dialog" @click=${()=>e(n)}>
${s}
</button>`}function Yn(t,e){if(e===void 0)return"integration";let[n,r]=[t,e].map(i=>i.split(/[.+-]/).map(s=>parseInt(s,10)||0));for(let i=0;i<3;i++){let s=(n[i]??0)-(r[i]??0);if(s)return s<0?"card":"integration"}return null}function Zn(t){return t.split(".").slice(0,3).join(".")}var Qn=2*Math.PI*20.5,vt="/config/integrations/integration/plex_arrivals",Hr={invalid_auth:vt,forbidden:vt,another_server:vt,invalid_certificate:"/config/repairs"};function Oe(t,e,n){let{server:r,deliveries:i}=n,s=!!(e.loaded&&r?.online),o=ke(t.hass,e.entry_id)||r?.name||e.title,l=r?.can_manage?(i??[]).filter(w):[];return c`<div class="head">
<div class="icon ${s?"online":""}">
${s&&r?.scanning?.length?Vr(r.scanning):m}
<svg class="arrow" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3h6l6.5 9L12 21H6l6.5-9z"></path></svg>
</div>
<div class="text">
${z(r?.url,"name",c`<bdi title=${o}>${o}</bdi>`)}
${e.loaded&&r?jr(t,r,Ur(t,l)):c`<div class="line">${e.loaded?m:t.localize("not_loaded")}</div>`}
</div>
</div>`}function yt({hass:t},{problem:e}){if(!e||e==="cannot_connect")return;let n=`component.plex_arrivals.entity.binary_sensor.online.state_attributes.problem.state.${e}`;return t.localize(n)||void 0}function Ur({localize:t},e){if(!e.length)return m;let n=t("needs_you",{n:e.length});return c`${L}${e.some(({repair:r})=>r)?c`<a class="warning" href="/config/repairs">${n}</a>`:c`<span class="warning">${n}</span>`}`}function jr(t,e,n){let{localize:r,clock:i}=t,s=e.since&&dt(e.since,i);if(!e.online){let a=s?r("offline_since",{time:s}):r("offline"),u=yt(t,e)??a,p=e.can_manage&&Hr[e.problem??""];return c`<div class="line">
${p?c`<a class="error" href=${p} title=${a}>${u}</a>`:c`<span class="error" title=${a}>${u}</span>`}${n}
</div>`}let{version:o}=e,l=Br(t,e.scanning??[]);return c`<div class="line">
<span title=${s?r("online_since",{time:s}):""}>${r("online")}</span>${l?c`${L}<span title=${l}>${l}</span>`:m}${o?c`${L}<span class="version" title="Plex ${o}">Plex ${Zn(o)}</span>`:m}${n}
</div>`}function Br({localize:t,clock:e},[n,...r]){if(!n)return"";let i=t("scanning_library",{library:n.library}),s=n.progress==null?"":`, ${se(n.progress,e.locale.language)}`;return i+s+(r.length?`, ${t("more",{n:r.length})}`:"")}function Vr([t]){let e=t?.progress==null?null:Math.min(Math.max(t.progress/100,0),1);return c`<svg class="ring" viewBox="0 0 44 44" aria-hidden="true">
<circle cx="22" cy="22" r="20.5" opacity=${e===null?.5:.2}></circle>
${e===null?m:Gt`<circle class="arc" cx="22" cy="22" r="20.5" stroke-dasharray=${Qn}
style="stroke-dashoffset:${Qn*(1-e)}"></circle>`}
</svg>`}function bt(t,e){let n=b(t)?[]:t.items,[r]=n;return r&&n.length===1?He(r,e)||t.title:r?.show&&r.season!=null&&n.every(i=>qr(i,r))?`${r.show} · ${e("season",{n:r.season})}`:r&&t.title!==t.download.name?t.title:t.media&&Fr(t.media,e)||Kr(t.title)}function He(t,e){let[n,r]=[te(t),ne(t,e)];return r?r===t.show?`${r} · ${n}`:n===t.show?`${n} · ${r}`:`${n} (${r})`:n}function qr({show:t,season:e},n){return t===n.show&&e===n.season}function Fr({title:t,type:e,year:n,season:r,episodes:i,album:s},o){if(!t)return"";if(s)return`${t} · ${s}`;if(r==null)return n&&e==="movie"?`${t} (${n})`:t;let l=[...new Set(i)],[a,u]=[Math.min(...l),Math.max(...l)];if(u-a!==l.length-1)return`${t} · ${o("season",{n:r})}`;let p=u>a?`-E${D(u)}`:"";return`${t} · S${D(r)}E${D(a)}${p}`}function Kr(t){return t.includes(" ")?t:t.replace(/[._]+/g," ").trim()}var xt={row:104,grid:140};function Jn(t,e,n){let{config:r}=t,i=De(n,r);return i.length?c`<ul class="posters ${r.layout==="grid"?"grid":"strip"}" @focusin=${Wr}>
${q(i,s=>Le(s).rating_key,s=>{let o=Le(s),l={entryId:e,ratingKey:o.rating_key};return c`<li>
${Ie(t,l,o.url,"poster",Yr(t,s,n.online))}
${ze(t,n,o,l,He(o,t.localize))}
</li>`})}
</ul>`:c`<p class="empty">${Gr(t,n)}</p>`}function Gr(t,e){let{config:n,localize:r}=t;return Tn(e,n.library)?r("no_such_library",{library:n.library.join(", ")}):e.online===!1?yt(t,e)??r("plex_offline"):r("no_recent")}function Wr({target:t}){let e=t;e.matches(":focus-visible")&&e.scrollIntoView({block:"nearest",inline:"nearest"})}function Yr(t,e,n){let{config:r,localize:i,clock:s}=t,{item:o,count:l}=e;return c`<span class="art"
>${ce(t,o.artwork,re(o.type),xt[r.layout],n)}${l&&l>1?c`<span class="count" aria-hidden="true">${l}</span>`:m}</span
>
<span class="name"><bdi>${te(Le(e))}</bdi></span>
<span class="line">${de(zn(e,i,s))}</span>`}var Zr=36;function Xn(t,e,n){let{localize:r,config:i,expanded:s}=t,o=n.running??[],l=n.deliveries??[],a=s.has(e),u=Fn(o,l,a?1/0:i.deliveries),p=o.length+l.length,d=p-u.length;return p?c`<ul class="rows">
${q(u,Mn,f=>Qr(t,e,n,f))}
</ul>
${d||a&&p>i.deliveries?c`<button class="more" @click=${()=>t.toggleExpanded(e)}>
${d?r("show_all",{n:d}):r("show_less")}
</button>`:m}`:c`<p class="empty">${r("no_deliveries")}</p>`}function Qr(t,e,n,r){let{config:i,localize:s,clock:o}=t,{label:l,tone:a,steps:u}=ht(r,n.server?.scanning??[],o.now),p=n.server?.libraries?.find(({id:G})=>G===r.library_id),d=On(r,s,o,p?.type),f=b(r)?void 0:r.items[0],h=w(r)?"mdi:alert-circle":re(f?.type??r.media?.type??p?.type),g=Jr(t,n,r.artwork)?xt[i.layout]:Zr,v=bt(r,s),[A,N]=ft(r,l,s),ue=[[A,N].filter(Boolean).join(" "),...d].join(" · "),cr=b(r)?null:r.url,pr=jn(u,s);return c`<li class="row">
<div class="thumbnail">${ce(t,r.artwork,h,g,n.server?.online)}</div>
<div class="text">
<div class="title">
${Ie(t,b(r)?{entryId:e,runningId:r.id}:{entryId:e,deliveryId:r.delivery_id},cr,"",c`<span class="name">${de(v)}</span>`,`${v}
${ue}`)}
<span class="badges"
>${w(r)?m:_t(r).map(G=>c`<span class="badge">${G}</span>`)}</span
>
</div>
<div class="line">
<span class=${a}>${A}</span>${N?` ${N}`:m}${d.map(G=>c`${L}<bdi>${G}</bdi>`)}
</div>
</div>
<div class="buttons">${b(r)?m:ei(t,e,n,r,v)}</div>
<div class="steps" role="img" tabindex="-1" aria-label=${pr}>${u.map(Xr)}</div>
</li>`}function Jr({config:t},{server:e},n){return t.show.includes("recently_added")&&De(e??{},t).some(({item:r})=>r.artwork===n)}function Xr({tone:t,progress:e}){return c`<i class="${t} ${e===void 0?"unknown":""}"
><b style="width:${Math.round((e??1)*100)}%"></b
></i>`}function ei(t,e,{server:n},r,i){let{localize:s,pending:o,callAction:l}=t,{state:a,url:u,delivery_id:p,items:d}=r,f=w(r)&&n?.can_manage;return f&&r.repair?c`<a class="button" href="/config/repairs" aria-label=${`${s("fix")}: ${i}`}
>${s("fix")}</a
>`:f?[["retry","retry_delivery","mdi:refresh"],["dismiss","dismiss_delivery","mdi:close"]].map(([g,v,A])=>c`<button
class="button quiet"
title=${s(g)}
aria-label=${`${s(g)}: ${i}`}
aria-disabled=${o.has(p)?"true":"false"}
@click=${()=>l(v,e,p)}
>
<ha-icon .icon=${A}></ha-icon>
</button>`):a!=="available"?m:c`${ze(t,n,d[0],{entryId:e,deliveryId:p},i)}
${u?z(u,"button view",c`<span>${s("view")}</span><ha-icon .icon=${"mdi:open-in-new"}></ha-icon>`,`${s("view")}: ${i}`):m}`}function er(t,e,n,r){let{localize:i,config:s}=t;if(!n)return e.loaded?Pe(i,s):Oe(t,e,{});let{server:o}=n,l=s.show.includes("status"),a=(h,g,v)=>{let A=ke(t.hass,e.entry_id)||o?.name||e.title,ue=r&&!l?i("part_of_server",{part:h,server:A}):h;return c`<section>
<h3 class="heading" tabindex="-1">${v?z(v,"",ue):ue}</h3>
${g}
</section>`},u=s.show.map(h=>{if(h==="status")return o?.online!==void 0&&Oe(t,e,n);if(h==="deliveries")return!n.deliveries&&!n.running?void 0:a(i(h),Xn(t,e.entry_id,n));if(!o?.recently_added)return;let[g,v]=ti(t,n);return a(g,Jn(t,e.entry_id,o),v)}),p=l&&o?.online!==void 0,d=e.loaded&&o?.online!==!1;!p&&!d&&u.unshift(Oe(t,e,n));let f=u.filter(Boolean);return f.length?f:k(i,"mdi:lock-outline","no_permission","ask_admin")}function ti({localize:t,config:e},{server:n}){let r=n?.libraries?.find(({id:i,title:s})=>ee(e.library,i,s));return e.library.length>1||!r?[t("recently_added"),void 0]:[t("recently_added_in",{library:r.title}),r.url]}var ni=50,pe={data:{}};function nr(t,e){if(e.kind==="servers"){let l=new Set(e.servers.map(({entry_id:a})=>a));return{servers:e.servers,data:Object.fromEntries(Object.entries(t.data).filter(([a])=>l.has(a)))}}let{kind:n,entry_id:r,...i}=e,s=ri(i),o=t.data[r];return n==="snapshot"?{...t,data:{...t.data,[r]:s}}:o?{...t,data:{...t.data,[r]:ii(o,s)}}:t}function ri(t){let e={...t};return e.running&&=e.running.map(n=>({...n,download:n.download??tr})),e.deliveries&&=e.deliveries.map(n=>({...n,download:n.download??tr,items:n.items??[],missing_files:n.missing_files??[],tried:n.tried??[]})),e}var tr={name:"",path:"",source:"",finished_at:null};function ii(t,{removed:e,deliveries:n,server:r,...i}){let s={...t,...i};if(r&&(s.server={...t.server,...r}),n||e){let o=new Set([...e??[],...(n??[]).map(({delivery_id:a})=>a)]),l=(t.deliveries??[]).filter(({delivery_id:a})=>!o.has(a));s.deliveries=[...l,...n??[]].sort(si).slice(0,ni)}return s}function si(t,e){return Number(w(e))-Number(w(t))||Date.parse(e.created_at)-Date.parse(t.created_at)||(e.delivery_id>t.delivery_id?1:-1)}var oi=5e3,rr=[1e3,2e3,5e3,1e4,3e4,6e4],wt=class{constructor(e,n){this.connection=e;this.entryId=n;this.state=pe;this.#e=new Set;this.#n=0;this.#i=0;this.#r=!1;this.#d=()=>{this.#t=void 0,this.#i=0,this.#a()};this.#a=()=>{clearTimeout(this.#s);let e=++this.#n,n={type:"plex_arrivals/subscribe",...this.entryId&&{entry_id:this.entryId}};this.connection.subscribeMessage(r=>e===this.#n&&this.#u(r),n,{resubscribe:!1}).then(r=>{e===this.#n?this.#t=r:r().catch(()=>{})},r=>e===this.#n&&this.#m(r?.code))}}#e;#t;#n;#i;#r;#s;#o;addListener(e){return this.#e.add(e),clearTimeout(this.#o),this.#r||this.#l(),()=>{this.#e.delete(e),!this.#e.size&&(this.#o=setTimeout(()=>this.#p(),oi))}}retry(){!this.error||!this.#r||(this.error=void 0,this.#i=0,this.#a())}#l(){this.#r=!0,this.connection.addEventListener("ready",this.#d),this.#a()}#p(){this.#r=!1,this.#n++,clearTimeout(this.#s),this.connection.removeEventListener("ready",this.#d),this.#t?.().catch(()=>{}),this.#t=void 0,this.state=pe,this.error=void 0}#d;#a;#u(e){this.error=void 0,this.#i=0,this.state=nr(this.state,e),this.#c()}#m(e){let n=["unauthorized","not_found","unknown_command"];this.error=n.includes(e)?e:"failed",this.#s=setTimeout(this.#a,rr[Math.min(this.#i++,rr.length-1)]),this.#c()}#c(){for(let e of this.#e)e()}},$t=new WeakMap;function At(t,e){let n=$t.get(t);n||$t.set(t,n=new Map);let r=n.get(e??"");return r||n.set(e??"",r=new wt(t,e)),r}function ai(t,e){let n=$t.get(t)?.get("");return n?.state.data[e]?n:At(t,e)}var St=S`
:host {
display: block;
height: 100%;
--text: var(--primary-text-color, #212121);
--secondary-text: var(--secondary-text-color, #727272);
/* The theme's colors are too light for text: mix them with the text color for contrast. */
--link: color-mix(in srgb, var(--primary-color, #009ac7) 68%, var(--text));
--ok: color-mix(in srgb, var(--success-color, #43a047) 72%, var(--text));
--info: color-mix(in srgb, var(--info-color, #039be5) 68%, var(--text));
--warning: color-mix(in srgb, var(--warning-color, #ffa600) 55%, var(--text));
--error: color-mix(in srgb, var(--error-color, #db4437) 82%, var(--text));
--amber: color-mix(in srgb, #e5a00d 88%, var(--text));
--placeholder: color-mix(in srgb, var(--text) 7%, transparent);
--unfilled: color-mix(in srgb, var(--text) 12%, transparent);
--gap: var(--ha-space-3, 12px);
--radius-small: min(calc(var(--ha-border-radius-md, 8px) * 0.75), 12px);
--radius-medium: var(--ha-border-radius-md, 8px);
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
/* Truncate a title at its end, also if its direction is not that of the page. */
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
.empty {
font-size: var(--ha-font-size-s, 12px);
line-height: 16px;
color: var(--secondary-text);
}
/* The dot is the background of a space, which disappears where the line breaks. The real one is for screen readers. */
.separator {
background: radial-gradient(currentColor 0.6px, #0000 1px) 50% 56% / 4px 4px no-repeat;
font-style: normal;
word-spacing: 0.6em;
}
.separator b {
font-size: 0;
letter-spacing: 0;
line-height: 0;
white-space: nowrap;
word-spacing: 0;
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
border-radius: var(--radius-medium);
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
.opener {
padding: 0;
border: 0;
background: none;
font: inherit;
letter-spacing: inherit;
text-align: start;
cursor: pointer;
}
a:focus-visible,
.heading:focus-visible,
button:focus-visible,
.row .opener:focus-visible::after {
outline: 2px solid var(--link);
outline-offset: -2px;
}
.poster:focus-visible .art {
outline: 2px solid var(--link);
outline-offset: 1px;
}
.poster:focus-visible,
.row .opener:focus-visible {
outline: 0;
}
@media (hover: hover) {
.button:hover:not([aria-disabled="true"]),
.more:hover {
background: color-mix(in srgb, currentColor 8%, transparent);
}
a.name:hover,
.heading a:hover,
.poster:hover .name {
text-decoration: underline;
}
}
@media (prefers-reduced-motion: reduce) {
* {
transition: none !important;
}
}
`;var ir=S`
.rows {
display: grid;
grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr));
align-items: start;
}
.row {
position: relative;
display: grid;
grid-template-columns: 36px minmax(0, 1fr) auto;
grid-template-rows: minmax(36px, auto) auto;
gap: 5px var(--gap);
align-items: center;
align-content: center;
padding: 4px var(--gap);
}
.thumbnail {
grid-row: 1 / 3;
width: 36px;
height: 54px;
border-radius: var(--radius-small);
--mdc-icon-size: 20px;
}
.row .line {
display: -webkit-box;
-webkit-box-orient: vertical;
-webkit-line-clamp: 2;
white-space: normal;
overflow-wrap: anywhere;
}
.title {
display: flex;
gap: 2px;
align-items: center;
}
.title > :first-child {
min-width: 0;
}
/* As many badges as fit beside the title. */
.badges {
display: flex;
flex: 1 1 0;
flex-wrap: wrap;
gap: 4px;
height: 14px;
overflow: hidden;
}
/* The whole row opens its details. */
.row .opener::after {
content: "";
position: absolute;
inset: 0;
border-radius: var(--radius-medium);
}
/* A badge that is wider than what is left goes to the next line, out of view. */
.badges::before {
content: "";
height: 14px;
}
.badge {
padding: 0 4px;
border-radius: 4px;
background: var(--placeholder);
color: var(--secondary-text);
font-size: 10px;
font-weight: var(--ha-font-weight-medium, 500);
line-height: 14px;
letter-spacing: 0.2px;
}
/* Above what opens the details, and high enough to be touched. */
.steps {
position: relative;
z-index: 1;
display: flex;
grid-column: 2 / -1;
align-self: start;
gap: 3px;
padding: 5px 0;
margin: -5px 0;
outline: 0;
-webkit-tap-highlight-color: transparent;
}
.steps::after {
content: attr(aria-label);
position: absolute;
inset-inline-start: 0;
bottom: 100%;
max-width: 100%;
box-sizing: border-box;
padding: 4px 8px;
border-radius: 4px;
background: #333;
color: #fff;
font-size: 11px;
line-height: 16px;
pointer-events: none;
visibility: hidden;
opacity: 0;
transition: opacity 150ms;
}
.steps:focus::after {
visibility: visible;
opacity: 1;
}
@media (hover: hover) {
.steps:hover::after {
visibility: visible;
opacity: 1;
transition-delay: 400ms;
}
.row .opener:hover::after {
background: color-mix(in srgb, var(--text) 4%, transparent);
}
}
.steps i {
flex: 1;
height: 3px;
border-radius: 2px;
overflow: hidden;
background: var(--unfilled);
}
.steps b {
display: block;
height: 100%;
background: currentColor;
transition:
width 200ms,
background-color 200ms;
}
.steps .none b {
background: transparent;
}
.steps .neutral {
color: var(--secondary-text);
}
.steps .unknown b {
opacity: 0.45;
}
.buttons {
position: relative;
z-index: 1;
display: flex;
align-items: center;
margin-inline-end: -8px;
}
.view ha-icon {
display: none;
}
.quiet {
color: var(--secondary-text);
}
.more {
margin: 0 calc(var(--gap) - 8px);
}
@container (max-width: 399px) {
.buttons {
margin-inline-end: -4px;
}
.buttons .button {
padding: 8px 4px;
}
.view span {
display: none;
}
.view ha-icon {
display: block;
}
}
/* Half a section on a phone: the title takes the place of the poster. */
@container (max-width: 239px) {
.row {
grid-template-columns: minmax(0, 1fr) auto;
}
.steps {
grid-column: 1 / -1;
}
.row .thumbnail,
.row .badges {
display: none;
}
.buttons {
flex-direction: column;
}
.row .name {
display: -webkit-box;
-webkit-box-orient: vertical;
-webkit-line-clamp: 2;
white-space: normal;
overflow-wrap: anywhere;
}
}
`;var sr=S`
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
white-space: normal;
letter-spacing: 0.4px;
}
.head :is(.version, .warning) {
white-space: nowrap;
}
.head .warning {
font-weight: var(--ha-font-weight-medium, 500);
}
.icon {
position: relative;
display: grid;
place-items: center;
flex: none;
width: 40px;
height: 40px;
border-radius: 50%;
background: var(--placeholder);
color: var(--secondary-text);
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
.notice .name {
white-space: normal;
}
.server + .server {
margin-top: 8px;
}
.skeleton i {
display: block;
width: 40%;
height: 10px;
border-radius: 5px;
background: var(--placeholder);
}
.skeleton i + i {
width: 65%;
margin-top: 8px;
}
.skeleton .heading i {
width: 84px;
margin: 3px 0;
}
/* The height of a name of two lines and a subtitle. */
.skeleton .posters .text {
height: 42px;
padding-top: 12px;
}
`;var Tt=S`
.thumbnail,
.art {
display: block;
overflow: hidden;
background: var(--placeholder);
color: var(--secondary-text);
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
img.loaded {
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
/* The row fades out as long as it goes on. */
@supports (animation-timeline: scroll()) {
.posters.strip {
animation: fade linear both;
animation-timeline: scroll(self inline);
--mask: linear-gradient(to right, #000 calc(100% - 32px), #0000) left / 100% no-repeat;
}
.posters.strip:dir(rtl) {
--mask: linear-gradient(to left, #000 calc(100% - 32px), #0000) right / 100% no-repeat;
}
}
@keyframes fade {
0%,
90% {
mask: var(--mask);
}
100% {
mask: var(--mask);
mask-size: calc(100% + 32px);
}
}
.posters.strip:has(:focus-visible) {
scroll-snap-type: none;
}
.posters.strip:hover {
scrollbar-color: var(--unfilled) transparent;
}
.posters.strip > * {
flex: none;
width: var(--poster, 92px);
}
/* A snap position that is no poster: at the start, a new first poster does not scroll out of view. */
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
width: 100%;
border-radius: var(--radius-medium);
}
.art {
position: relative;
aspect-ratio: 2 / 3;
border-radius: var(--radius-medium);
--mdc-icon-size: 28px;
}
.count {
position: absolute;
top: 6px;
inset-inline-end: 6px;
padding: 0 6px;
border-radius: 8px;
background: #000a;
color: #fff;
font-size: 11px;
font-weight: var(--ha-font-weight-medium, 500);
line-height: 16px;
}
.posters li {
position: relative;
}
/* In the corner of the art, whose height is 150% of its width; readable on any art. */
.posters .play {
position: absolute;
top: 0;
inset-inline-end: 6px;
margin-top: calc(150% - 38px);
min-height: 32px;
padding: 6px;
border-radius: 50%;
background: #000a;
color: #fff;
transition: opacity 200ms;
}
.posters .play:hover {
background: #000;
}
.posters .play:focus-visible {
outline-color: #fff;
}
@media (hover: hover) {
/* Touching a poster must not press a button that is not visible. */
.posters li:not(:hover, :focus-within) .play {
opacity: 0;
pointer-events: none;
}
}
.poster .name,
.poster .line {
display: -webkit-box;
-webkit-box-orient: vertical;
-webkit-line-clamp: 2;
white-space: normal;
overflow-wrap: anywhere;
}
.poster .name {
margin-top: 6px;
font-size: var(--ha-font-size-s, 12px);
font-weight: inherit;
line-height: 16px;
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
`;var li=3e4,Ue=class extends ${static{this.styles=[St,sr,ir,Tt]}static{this.properties={_config:{state:!0},_expanded:{state:!0},_pending:{state:!0}}}#e;#t;#n;#i;constructor(){super(),this._expanded=new Set,this._pending=new Set}static{this.getConfigForm=xn}static{this.getStubConfig=$n}setConfig(e){this._config=j(e),this.#r()}getCardSize(){let{show:e,deliveries:n}=this._config??j({}),r={status:1,deliveries:1+Math.min(n,5),recently_added:4};return e.reduce((i,s)=>i+r[s],0)}getGridOptions(){return{columns:12,min_columns:6}}set hass(e){let n=this.#e;this.#e=e;let r=i=>[i?.locale,i?.language,i?.user,i?.localize,i?.config?.time_zone,i?.devices];(!n||r(n).some((i,s)=>i!==r(e)[s]))&&this.requestUpdate(),n?.connection!==e.connection&&this.#r(),n&&(n.config?.state!==e.config?.state||kt(n)!==kt(e))&&(this.#t?.retry(),this.requestUpdate())}connectedCallback(){super.connectedCallback(),this.#i=setInterval(()=>document.hidden||this.requestUpdate(),li),this.#r()}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.#i),this.#s()}#r(){if(!this.isConnected||!this.#e||!this._config)return;let[e,n]=this._config.entryIds,r=At(this.#e.connection,n?void 0:e);r!==this.#t&&(this.#s(),this.#t=r,this.#n=r.addListener(()=>this.requestUpdate()),this.requestUpdate())}#s(){this.#n?.(),this.#n=this.#t=void 0}shouldUpdate(e){return!!(this._config&&this.#e)}update(e){let n=this.shadowRoot?.activeElement,r=n?.closest("li.row"),i=n?.closest("section")?.querySelector(".heading");if(super.update(e),!n||n.isConnected)return;((r?.isConnected?r.querySelector("a, button"):null)??i)?.focus({preventScroll:!0})}render(){let e=y(this.#e.locale?.language??this.#e.language);return c`<ha-card .header=${this._config.title||void 0}>
<div class="card ${this._config.title?"titled":""}">${this.#o(e)}</div>
</ha-card>`}#o(e){let{entryIds:n}=this._config,{state:r,error:i}=this.#t??{state:pe,error:void 0},s=this.#e.config?.state!==void 0&&this.#e.config.state!=="RUNNING",o=!!this.#e.user?.is_admin,l=ci(this.#e,n);if(i&&!s)return i!=="unknown_command"||kt(this.#e)?st(e,i,o):l.length?it(e,l,o):rt(e,o);let a=r.servers?.filter(({entry_id:d})=>!n.length||n.includes(d));if(!a)return Pe(e,this._config);if(!a.length){if(l.length)return it(e,l,o);if(!n.length)return rt(e,o);let d=!o&&di(this.#e,n);return st(e,d?"unauthorized":"not_found",o)}let u=this.#l(e),p=a.map(({entry_id:d})=>r.data[d]);return c`${pi(e,p)}
${q(a,({entry_id:d})=>d,(d,f)=>c`<div class="server">${er(u,d,p[f],a.length>1)}</div>`)}`}#l(e){let n=this.#e,r=n.locale??{language:n.language};return{hass:n,config:this._config,localize:e,clock:{locale:r,language:Ae(r.language),timeZone:n.config.time_zone,now:Date.now()},expanded:this._expanded,toggleExpanded:i=>this._expanded=Pt(this._expanded,i),openDetails:i=>yn(this,n,i),pending:this._pending,callAction:(i,s,o)=>{if(this._pending.has(o))return;let l={config_entry_id:s,delivery_id:o};this._pending=Pt(this._pending,o),n.callService("plex_arrivals",i,l).catch(()=>{}).finally(()=>this._pending=Pt(this._pending,o))}}}};function di({devices:t},e){return Object.values(t??{}).some(n=>e.includes(n?.primary_config_entry??""))}function ci({devices:t},e){return Object.values(t??{}).filter(n=>n!=null).filter(({disabled_by:n})=>n==="config_entry").filter(({identifiers:n})=>n?.some(([r])=>r==="plex_arrivals")).filter(({primary_config_entry:n})=>!e.length||e.includes(n??"")).map(({name_by_user:n,name:r})=>n||r||"Plex")}function kt({config:t}){return t?.components?.includes("plex_arrivals")??!0}function pi(t,e){let n=e.find(Boolean);switch(n&&Yn("0.2.0",n.version)){case"integration":return ot(t);case"card":return Sn(t);default:return m}}function Pt(t,e){let n=new Set(t);return n.delete(e)||n.add(e),n}var je=new Map,Et;function ar(t,e){Et??=ui(),je.set(t,e),Et.observe(t)}function Rt(t){je.delete(t),Et?.unobserve(t)}function or(t){let e=je.get(t);Rt(t),e?.()}function ui(){return addEventListener("beforeprint",()=>[...je.keys()].forEach(or)),new IntersectionObserver(t=>t.filter(({isIntersecting:e})=>e).forEach(({target:e})=>or(e)),{rootMargin:"200px",scrollMargin:"100px"})}var Be=class extends ${static{this.properties={src:{},icon:{},online:{},_src:{state:!0},_failed:{state:!0},_inView:{state:!0}}}connectedCallback(){super.connectedCallback(),this._inView||ar(this,()=>this._inView=!0)}disconnectedCallback(){super.disconnectedCallback(),Rt(this)}createRenderRoot(){return this}willUpdate(e){e.has("online")&&this.online&&(this._failed=!1),!(!e.has("src")||this._inView&&!this._failed&&this.src&&this._src&&pt(this.src)===pt(this._src))&&(this._src=this.src,this._failed=!1)}render(){return!this._src||this._failed?this.icon?c`<ha-icon .icon=${this.icon}></ha-icon>`:m:this._inView?c`<img
src=${this._src}
alt=""
decoding="async"
@load=${e=>e.target.classList.add("loaded")}
@error=${()=>this.#e()}
/>`:m}#e(){this._src===this.src?this._failed=!0:this._src=this.src}};var lr="plex-arrivals",mi="./plex-arrivals-strategy.js",Ct=class extends HTMLElement{static getCreateSuggestions(e){return{title:y(e.locale?.language??e.language)("name"),icon:"mdi:plex"}}static async generate(e,n){let{generate:r}=await import(mi);return r(n)}};function dr(){let t=`ll-strategy-dashboard-${lr}`;if(customElements.get(t))return;customElements.define(t,Ct),(window.customStrategies??=[]).push({type:lr,strategyType:"dashboard",get name(){return y(T())("name")},get description(){return y(T())("description")},documentationURL:"https://github.com/plex-arrivals/plex-arrivals/blob/main/docs/card.md"})}customElements.get("plex-arrivals-poster")||customElements.define("plex-arrivals-poster",Be);customElements.get(F)||(customElements.define(F,Ue),(window.customCards??=[]).push({type:F,get name(){return y(T())("name")},get description(){return y(T())("description")},preview:!0,documentationURL:"https://github.com/plex-arrivals/plex-arrivals/blob/main/docs/card.md",getEntitySuggestion:An}));dr();export{F as CARD_TYPE,$ as LitElement,L as SEPARATOR,dt as absoluteTime,St as base,Vn as countText,S as css,Me as deliveryCounts,Re as formatDuration,se as formatPercent,qn as foundText,K as getFormat,y as getLocalize,un as getLocalizeOf,ai as getStoreWith,c as html,le as isBlocked,Ne as isFailed,b as isRunning,ne as itemDetail,te as itemName,He as itemTitle,ft as labelTexts,Hn as lookText,m as nothing,Tt as posters,Gn as qualityNames,Bn as reasonText,z as renderLink,de as renderParts,ce as renderPoster,_t as rowBadges,ht as rowStatus,bt as rowTitle,Ce as safeUrl,Ae as supportedLanguage,re as typeIcon};
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
